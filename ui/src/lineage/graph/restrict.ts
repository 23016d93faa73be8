/** Parts of a graph: what a highlight holds, and which databases and types there are to choose from. */

import { datasetsOf, type Graph, take } from "./graph";
import type { Highlight } from "./highlight";
import type { View } from "./to-view";
import { splitName } from "./types";

/** Only the nodes and edges that are lit. */
export function restrict(view: View, highlight: Highlight): Graph {
  const { graph } = view;
  const edges = highlight.edgeList.map((edge) => view.wire[edge]!);
  const kept = Uint8Array.from(view.portOfNode, (port) => highlight.ports[port] ?? 0);
  for (const edge of edges) {
    kept[graph.edges.source[edge]!] = 1;
    kept[graph.edges.target[edge]!] = 1;
  }
  return take(
    graph,
    [...kept.keys()].filter((node) => kept[node] === 1),
    edges,
  );
}

export interface Facet {
  readonly value: string;
  readonly datasets: number;
}

/** The databases and the source types of a graph with how many datasets each has, by name. */
export function facets(graph: Graph): { databases: Facet[]; types: Facet[] } {
  const databases = new Map<string, number>();
  const types = new Map<string, number>();
  for (const index of datasetsOf(graph)) {
    const { name, sourceType } = graph.datasets[index]!;
    count(databases, splitName(name).database);
    count(types, sourceType);
  }
  return { databases: listed(databases), types: listed(types) };
}

function count(into: Map<string, number>, value: string): void {
  into.set(value, (into.get(value) ?? 0) + 1);
}

function listed(from: Map<string, number>): Facet[] {
  return [...from]
    .map(([value, datasets]) => ({ value, datasets }))
    .sort((a, b) => (a.value < b.value ? -1 : 1));
}

/** Parts of a graph: what a highlight holds, and which databases and types there are to choose from. */

import type { Highlight } from "./highlight";
import type { View } from "./to-view";
import { splitName, type WireGraph } from "./types";

/** Only the nodes and edges that are lit. */
export function restrict(view: View, highlight: Highlight): WireGraph {
  const edges = highlight.edgeList.map((edge) => view.graph.edges[view.wire[edge]!]!);
  const kept = new Set<string>();
  for (const edge of edges) {
    kept.add(edge.source);
    kept.add(edge.target);
  }
  const nodes = view.graph.nodes.filter((node) => {
    const port = view.portOf.get(node.id);
    return kept.has(node.id) || (port !== undefined && highlight.ports[port] === 1);
  });
  return { ...view.graph, nodes, edges };
}

export interface Facet {
  readonly value: string;
  readonly datasets: number;
}

/** The databases and the source types of a graph with how many datasets each has, by name. */
export function facets(graph: WireGraph): { databases: Facet[]; types: Facet[] } {
  const databases = new Map<string, number>();
  const types = new Map<string, number>();
  const seen = new Set<string>();
  for (const { dataset } of graph.nodes) {
    if (seen.has(dataset.id)) continue;
    seen.add(dataset.id);
    count(databases, splitName(dataset.name).database);
    count(types, dataset.sourceType);
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

/** Parts of a graph: what a highlight holds, and which databases and types there are to choose from. */

import type { Highlight } from "./highlight";
import type { View } from "./to-view";
import { splitName, type WireGraph, type WireNode } from "./types";

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

export interface Filters {
  readonly hideTemporary: boolean;
  /** Databases and source types left out. */
  readonly withoutDatabases: readonly string[];
  readonly withoutTypes: readonly string[];
}

export interface Facet {
  readonly value: string;
  readonly datasets: number;
}

/** The databases and the source types of a graph with how many datasets each has, by name. */
export function facets(graph: WireGraph): { databases: Facet[]; types: Facet[] } {
  const databases = new Map<string, Set<string>>();
  const types = new Map<string, Set<string>>();
  for (const node of graph.nodes) {
    count(databases, splitName(node.dataset.name).database, node);
    count(types, node.dataset.sourceType, node);
  }
  return { databases: listed(databases), types: listed(types) };
}

function count(into: Map<string, Set<string>>, value: string, node: WireNode): void {
  const known = into.get(value);
  if (known) known.add(node.dataset.id);
  else into.set(value, new Set([node.dataset.id]));
}

function listed(from: Map<string, Set<string>>): Facet[] {
  return [...from]
    .map(([value, datasets]) => ({ value, datasets: datasets.size }))
    .sort((a, b) => (a.value < b.value ? -1 : 1));
}

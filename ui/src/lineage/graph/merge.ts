/** Two graphs as one: how a picture grows hop by hop. */

import type { WireEdge, WireGraph, WireNode } from "./types";

/**
 * The union by id. What the first graph says of a node or an edge stands, except that depth is the lesser; so a graph
 * merged with itself, or with nothing, is itself, and the order of merging changes no set.
 */
export function merge(graph: WireGraph, more: WireGraph): WireGraph {
  const nodes = new Map<string, WireNode>(graph.nodes.map((node) => [node.id, node]));
  for (const node of more.nodes) {
    const known = nodes.get(node.id);
    if (!known) nodes.set(node.id, node);
    else if (node.metadata.depth < known.metadata.depth) {
      nodes.set(node.id, { ...known, metadata: { ...known.metadata, depth: node.metadata.depth } });
    }
  }
  const edges = new Map<string, WireEdge>(graph.edges.map((edge) => [edge.id, edge]));
  for (const edge of more.edges) if (!edges.has(edge.id)) edges.set(edge.id, edge);
  return {
    nodes: [...nodes.values()],
    edges: [...edges.values()],
    truncated: graph.truncated || more.truncated,
    omittedEdges: (graph.omittedEdges ?? 0) + (more.omittedEdges ?? 0),
  };
}

/**
 * A graph around another asset as the next hop of this one: its nodes are one hop beyond those of `card`, whatever
 * depth they had where they were asked for.
 */
export function asNextHop(graph: WireGraph, more: WireGraph, card: string): WireGraph {
  let base = Number.POSITIVE_INFINITY;
  for (const node of graph.nodes) if (node.dataset.id === card) base = Math.min(base, node.metadata.depth);
  if (base === Number.POSITIVE_INFINITY) base = 0;
  return {
    ...more,
    nodes: more.nodes.map((node) => ({
      ...node,
      metadata: { ...node.metadata, depth: base + node.metadata.depth },
    })),
  };
}

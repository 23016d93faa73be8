/** The edges of a graph as rows of text, both ends spelled out. */

import { splitName, type WireGraph, type WireNode } from "./types";

export const EDGE_COLUMNS = [
  "source_database",
  "source_table",
  "source_column",
  "target_database",
  "target_table",
  "target_column",
  "type",
  "subtype",
  "confidence",
  "evidence_count",
  "last_seen",
  "source_namespace",
  "target_namespace",
] as const;

/** One row for each edge, in the order of the graph. An end that is not among the nodes is told by its id. */
export function edgeRows(graph: WireGraph): (string | number | null)[][] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  return graph.edges.map((edge) => {
    const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
    return [
      ...place(source, edge.source),
      ...place(target, edge.target),
      edge.transformationType,
      edge.transformationSubtype,
      edge.confidenceScore,
      edge.evidenceCount,
      edge.lastSeen,
      source?.dataset.namespace ?? null,
      target?.dataset.namespace ?? null,
    ];
  });
}

function place(node: WireNode | undefined, id: string): [string, string, string] {
  if (!node) return ["", id, ""];
  const { database, table } = splitName(node.dataset.name);
  return [database, table, node.type === "field" ? node.name : ""];
}

/** The edges of a graph as rows of text, both ends spelled out. */

import { datasetOf, type Graph, nodeName } from "./graph";
import { isDirect, SUBTYPES, splitName } from "./types";

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

/** One row for each of these edges; all of the graph in its order where none are named. */
export function edgeRows(
  graph: Graph,
  wanted: Iterable<number> = graph.edges.source.keys(),
): (string | number | null)[][] {
  const { source, target, rank, confidence, evidence, lastSeen } = graph.edges;
  return Array.from(wanted, (edge) => [
    ...place(graph, source[edge]!),
    ...place(graph, target[edge]!),
    isDirect(rank[edge]!) ? "DIRECT" : "INDIRECT",
    SUBTYPES[rank[edge]!]!,
    confidence[edge]!,
    evidence[edge]!,
    graph.times[lastSeen[edge]!] ?? null,
    datasetOf(graph, source[edge]!).namespace,
    datasetOf(graph, target[edge]!).namespace,
  ]);
}

function place(graph: Graph, node: number): [string, string, string] {
  const { database, table } = splitName(datasetOf(graph, node).name);
  return [database, table, graph.ofFields ? nodeName(graph, node) : ""];
}

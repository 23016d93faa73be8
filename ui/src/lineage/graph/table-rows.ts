/** The edges of a graph as rows to sort and filter. */

import { datasetOf, type Graph, nodeName } from "./graph";
import { SUBTYPES, splitName } from "./types";

export interface TableRow {
  /** Index of the edge. */
  readonly edge: number;
  readonly source: string;
  readonly target: string;
  readonly subtype: string;
  readonly confidence: number;
  readonly evidence: number;
}

export type Column = Exclude<keyof TableRow, "edge">;

export function tableRows(graph: Graph): TableRow[] {
  const names = Array.from(graph.nodes.dataset, (_, node) => fullName(graph, node));
  const { target, rank, confidence, evidence } = graph.edges;
  return Array.from(graph.edges.source, (source, edge) => ({
    edge,
    source: names[source]!,
    target: names[target[edge]!]!,
    subtype: SUBTYPES[rank[edge]!]!,
    confidence: confidence[edge]!,
    evidence: evidence[edge]!,
  }));
}

function fullName(graph: Graph, node: number): string {
  const { database, table } = splitName(datasetOf(graph, node).name);
  const dataset = database ? `${database}.${table}` : table;
  return graph.ofFields ? `${dataset}.${nodeName(graph, node)}` : dataset;
}

/** Rows in which every word of the text occurs, without regard to case. */
export function matching(rows: readonly TableRow[], text: string): readonly TableRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const all = `${row.source} ${row.target} ${row.subtype}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** Rows by one column; equals stay in their order. */
export function sorted(rows: readonly TableRow[], column: Column, down: boolean): readonly TableRow[] {
  const way = down ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [x, y] = [a[column], b[column]];
    return x === y ? 0 : x < y ? -way : way;
  });
}

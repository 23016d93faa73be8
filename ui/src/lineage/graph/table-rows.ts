/** The edges of a graph as rows to sort and filter. */

import { splitName, type WireGraph, type WireNode } from "./types";

export interface TableRow {
  /** Id of the edge. */
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly subtype: string;
  readonly confidence: number;
  readonly evidence: number;
}

export type Column = Exclude<keyof TableRow, "id">;

export function tableRows(graph: WireGraph): TableRow[] {
  const names = new Map(graph.nodes.map((node) => [node.id, nameOf(node)]));
  return graph.edges.map((edge) => ({
    id: edge.id,
    source: names.get(edge.source) ?? edge.source,
    target: names.get(edge.target) ?? edge.target,
    subtype: edge.transformationSubtype,
    confidence: edge.confidenceScore,
    evidence: edge.evidenceCount,
  }));
}

function nameOf(node: WireNode): string {
  const { database, table } = splitName(node.dataset.name);
  const dataset = database ? `${database}.${table}` : table;
  return node.type === "field" ? `${dataset}.${node.name}` : dataset;
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

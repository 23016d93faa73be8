/** An impact answer narrowed, counted and written as a file. */
import type { ImpactedField } from "../api/types";
import { csv } from "../ui/files";
import { isDirect } from "../ui/subtype";

export interface Narrowing {
  q: string;
  database: string;
  /** "direct", "indirect" or "" for both. */
  how: string;
}

export function narrow(rows: readonly ImpactedField[], { q, database, how }: Narrowing): ImpactedField[] {
  const text = q.trim().toLowerCase();
  return rows.filter(
    (it) =>
      (text === "" || it.name.toLowerCase().includes(text)) &&
      (database === "" || it.database === database) &&
      (how === "" || (how === "indirect") === it.viaIndirectOnly),
  );
}

export interface Depth {
  depth: number;
  rows: ImpactedField[];
}

/** Rows by distance, nearest first; within, by name. */
export function byDepth(rows: readonly ImpactedField[]): Depth[] {
  const depths = new Map<number, ImpactedField[]>();
  for (const row of rows) {
    const known = depths.get(row.depth);
    if (known) known.push(row);
    else depths.set(row.depth, [row]);
  }
  return [...depths]
    .sort(([a], [b]) => a - b)
    .map(([depth, found]) => ({ depth, rows: found.sort((a, b) => a.name.localeCompare(b.name)) }));
}

export interface Totals {
  fields: number;
  critical: number;
  tables: number;
  databases: number;
  deepest: number;
}

export function totals(rows: readonly ImpactedField[]): Totals {
  return {
    fields: rows.length,
    critical: rows.filter((it) => it.depth === 1).length,
    tables: new Set(rows.map((it) => `${it.database}\n${it.table}`)).size,
    databases: new Set(rows.map((it) => it.database)).size,
    deepest: rows.reduce((deepest, it) => Math.max(deepest, it.depth), 0),
  };
}

export function toCsv(rows: readonly ImpactedField[]): string {
  return csv(
    ["depth", "database", "table", "column", "type", "how", "direct", "id"],
    rows.map((it) => [
      it.depth,
      it.database,
      it.table,
      it.field,
      it.sourceType,
      it.impactType,
      isDirect(it.impactType) && !it.viaIndirectOnly,
      it.id,
    ]),
  );
}

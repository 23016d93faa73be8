/** The words of the picture: how fine it is, which way one looks, and what an edge does. */

export type Granularity = "field" | "dataset" | "database";
export type Direction = "upstream" | "downstream" | "both";
export type Side = "upstream" | "downstream";

/** Subtypes from weakest to strongest: where several edges fall together, the strongest is shown. */
export const SUBTYPES = [
  "CONDITIONAL",
  "WINDOW",
  "SORT",
  "GROUP_BY",
  "FILTER",
  "JOIN",
  "IDENTITY",
  "TRANSFORMATION",
  "AGGREGATION",
] as const;

export type Subtype = (typeof SUBTYPES)[number];

const FIRST_DIRECT = SUBTYPES.indexOf("IDENTITY");
const RANKS = new Map<string, number>(SUBTYPES.map((subtype, rank) => [subtype, rank]));

/** The rank of a subtype in `SUBTYPES`; an unknown one counts as the weakest of its type. */
export function rankOf(subtype: string, type: string): number {
  return RANKS.get(subtype) ?? (type === "DIRECT" ? FIRST_DIRECT : 0);
}

/** Whether a rank gives a value (solid line) or only steers (dashed line). */
export function isDirect(rank: number): boolean {
  return rank >= FIRST_DIRECT;
}

/** The name of the node that stands for a dataset as a whole; INDIRECT edges end there. */
export const WHOLE = "*";

const QUALIFIED = /^("(?:[^"]|"")*"|[^."]*)\.(.+)$/s;

/** `SALES_DW.DIM_CUSTOMER` as its database and its table, without quotes; a name without a dot has no database. */
export function splitName(name: string): { database: string; table: string } {
  const match = QUALIFIED.exec(name);
  return match
    ? { database: unquoted(match[1]!), table: unquoted(match[2]!) }
    : { database: "", table: unquoted(name) };
}

function unquoted(part: string): string {
  return part.length > 1 && part.startsWith('"') && part.endsWith('"')
    ? part.slice(1, -1).replaceAll('""', '"')
    : part;
}

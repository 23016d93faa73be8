/**
 * The graph as the API sends it, reduced to the members the picture needs. The generated API types fit these shapes,
 * so the pure code here needs neither the client nor React.
 */

export type Granularity = "field" | "dataset" | "database";
export type Direction = "upstream" | "downstream" | "both";
export type Side = "upstream" | "downstream";

export type WireNode = {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly dataset: {
    readonly id: string;
    readonly name: string;
    readonly namespace: string;
    readonly sourceType: string;
  };
  readonly metadata: {
    readonly columnType: string | null;
    readonly nullable: boolean | null;
    readonly depth: number;
    readonly ordinalPosition?: number | null;
  };
};

export type WireEdge = {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly transformationType: string;
  readonly transformationSubtype: string;
  readonly confidenceScore: number;
  readonly evidenceCount: number;
  readonly lastSeen: string | null;
};

export type WireGraph = {
  readonly nodes: readonly WireNode[];
  readonly edges: readonly WireEdge[];
  readonly truncated: boolean;
  readonly omittedEdges?: number;
};

export const EMPTY_GRAPH: WireGraph = { nodes: [], edges: [], truncated: false };

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
export function rankOf(edge: Pick<WireEdge, "transformationType" | "transformationSubtype">): number {
  return RANKS.get(edge.transformationSubtype) ?? (edge.transformationType === "DIRECT" ? FIRST_DIRECT : 0);
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

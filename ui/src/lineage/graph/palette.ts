/** The colours of the picture. Lines and badges keep 3:1 against their ground, text 4.5:1, in both themes. */

import { SUBTYPES, type Subtype } from "./types";

export interface Palette {
  readonly canvas: string;
  readonly card: string;
  readonly border: string;
  readonly divider: string;
  readonly ink: string;
  readonly muted: string;
  readonly bar: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly hover: string;
  readonly cluster: string;
  readonly clusterBorder: string;
  readonly shadow: string;
  readonly edges: Readonly<Record<Subtype, string>>;
  readonly kinds: Readonly<Record<string, Kind>>;
}

export interface Kind {
  readonly label: string;
  readonly name: string;
  /** Badge and icon. */
  readonly colour: string;
  /** Ground of the header. */
  readonly tint: string;
}

const NAMES: Record<string, [label: string, name: string]> = {
  TABLE: ["TABLE", "Table"],
  VIEW: ["VIEW", "View"],
  MATERIALIZED_VIEW: ["MVIEW", "Join index"],
  VOLATILE_TABLE: ["VOLATILE", "Volatile table"],
  GLOBAL_TEMPORARY_TABLE: ["GTT", "Global temporary table"],
  MACRO: ["MACRO", "Macro"],
  PROCEDURE: ["PROC", "Procedure"],
  FILE: ["FILE", "File"],
  EXTERNAL: ["EXT", "External"],
  DATABASE: ["DB", "Database"],
};

function kinds(colours: Record<string, [colour: string, tint: string]>): Record<string, Kind> {
  return Object.fromEntries(
    Object.entries(NAMES).map(([kind, [label, name]]) => {
      const [colour, tint] = colours[kind]!;
      return [kind, { label, name, colour, tint }];
    }),
  );
}

export const LIGHT: Palette = {
  canvas: "#f6f7f9",
  card: "#ffffff",
  border: "#cdd4dc",
  divider: "#e6eaee",
  ink: "#16202c",
  muted: "#556170",
  bar: "#d5dbe2",
  accent: "#0b6b63",
  accentSoft: "#dff1ee",
  hover: "#f1f4f7",
  cluster: "rgba(85, 97, 112, 0.05)",
  clusterBorder: "rgba(85, 97, 112, 0.32)",
  shadow: "rgba(22, 32, 44, 0.07)",
  edges: {
    IDENTITY: "#2f6db3",
    TRANSFORMATION: "#7a48c0",
    AGGREGATION: "#b3540a",
    JOIN: "#0f7a6c",
    FILTER: "#b42559",
    GROUP_BY: "#66720c",
    SORT: "#5b6b7d",
    WINDOW: "#85561f",
    CONDITIONAL: "#94379b",
  },
  kinds: kinds({
    TABLE: ["#1f5f9e", "#eef4fa"],
    VIEW: ["#6a3fb0", "#f4f0fb"],
    MATERIALIZED_VIEW: ["#a02c7a", "#fbeef6"],
    VOLATILE_TABLE: ["#5b6470", "#f0f2f4"],
    GLOBAL_TEMPORARY_TABLE: ["#5b6470", "#f0f2f4"],
    MACRO: ["#97520a", "#fbf3e8"],
    PROCEDURE: ["#97520a", "#fbf3e8"],
    FILE: ["#2c6e3f", "#edf6ef"],
    EXTERNAL: ["#5b6470", "#f0f2f4"],
    DATABASE: ["#0b6b63", "#e8f4f2"],
  }),
};

export const DARK: Palette = {
  canvas: "#0e1318",
  card: "#151c23",
  border: "#34414e",
  divider: "#26313b",
  ink: "#e6ebf0",
  muted: "#a0acb8",
  bar: "#36424e",
  accent: "#4fd1c0",
  accentSoft: "#12312f",
  hover: "#1c252e",
  cluster: "rgba(160, 172, 184, 0.05)",
  clusterBorder: "rgba(160, 172, 184, 0.3)",
  shadow: "rgba(0, 0, 0, 0.35)",
  edges: {
    IDENTITY: "#6ea8ea",
    TRANSFORMATION: "#b394f0",
    AGGREGATION: "#f0a35e",
    JOIN: "#4cc7b4",
    FILTER: "#f2799f",
    GROUP_BY: "#bcc85a",
    SORT: "#94a3b5",
    WINDOW: "#cfa06a",
    CONDITIONAL: "#d98be0",
  },
  kinds: kinds({
    TABLE: ["#86b9f0", "#18242f"],
    VIEW: ["#bda2f5", "#211d32"],
    MATERIALIZED_VIEW: ["#ee9bd0", "#2c1c28"],
    VOLATILE_TABLE: ["#aab5c0", "#1e262d"],
    GLOBAL_TEMPORARY_TABLE: ["#aab5c0", "#1e262d"],
    MACRO: ["#f0b46e", "#2b2218"],
    PROCEDURE: ["#f0b46e", "#2b2218"],
    FILE: ["#86d39b", "#182820"],
    EXTERNAL: ["#aab5c0", "#1e262d"],
    DATABASE: ["#4fd1c0", "#142a2a"],
  }),
};

/** The look of a source type; an unknown one looks like an external. */
export function kindOf(palette: Palette, kind: string): Kind {
  return palette.kinds[kind] ?? palette.kinds.EXTERNAL!;
}

/** The colour of an edge by the rank of its subtype. */
export function edgeColour(palette: Palette, rank: number): string {
  return palette.edges[SUBTYPES[rank]!];
}

/** What the subtypes mean, for the legend, strongest first. */
export const SUBTYPE_NAMES: Readonly<Record<Subtype, string>> = {
  AGGREGATION: "Aggregation",
  TRANSFORMATION: "Transformation",
  IDENTITY: "Identity",
  JOIN: "Join",
  FILTER: "Filter",
  GROUP_BY: "Group by",
  SORT: "Sort",
  WINDOW: "Window",
  CONDITIONAL: "Condition",
};

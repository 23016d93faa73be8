/** Invented warehouses of any size for benchmarks: layered, with hubs, long links and a few cycles. Seeded. */

import type { Columns } from "../src/lineage/graph/read";
import { isDirect, SUBTYPES } from "../src/lineage/graph/types";

const DIRECT = [
  "IDENTITY",
  "IDENTITY",
  "IDENTITY",
  "TRANSFORMATION",
  "TRANSFORMATION",
  "AGGREGATION",
] as const;
const STEERING = ["JOIN", "FILTER", "GROUP_BY", "SORT", "WINDOW"] as const;
const TYPES = ["INTEGER", "VARCHAR(100)", "DECIMAL(18,2)", "DATE", "TIMESTAMP(6)", "CHAR(8)", "BIGINT"];
const LAYERS = ["SRC", "STG", "STG", "CORE", "CORE", "CORE", "MART", "MART", "RPT"];
const WORDS = [
  "CUSTOMER",
  "ORDER",
  "PRODUCT",
  "STORE",
  "SALES",
  "INVENTORY",
  "RETURNS",
  "CAMPAIGN",
  "ACCOUNT",
];
const NAMESPACE = "teradata://td.example.com:1025";

/** Numbers in [0, 1) that repeat for a seed (mulberry32). */
export function randoms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The columns that keys run through: from table to table, so that paths of thousands of edges come about. */
const KEYS = [
  [0, 0],
  [1, 1],
  [0, 1],
] as const;
const COLUMNS = 20;
const EDGES_A_LINK = 7;

/** A graph of about `tables` × `edges`, with 20 columns a table, as the API sends it. */
export function generateColumns(tables: number, edges: number, seed = 7): Columns {
  const random = randoms(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const layerOf = (table: number) => Math.floor((table / tables) * LAYERS.length);
  const names = Array.from({ length: tables }, (_, table) => {
    const layer = LAYERS[layerOf(table)];
    return `${layer}_DW.${layer}_${pick(WORDS)}_${pick(WORDS)}_${table}`;
  });
  const columnNames = Array.from({ length: COLUMNS }, (_, column) => `col_${column}`);
  const eachNode = <T>(of: (table: number, column: number) => T) =>
    Array.from({ length: tables * COLUMNS }, (_, node) => of(Math.floor(node / COLUMNS), node % COLUMNS));
  const wanted = {
    source: [] as number[],
    target: [] as number[],
    subtype: [] as number[],
    confidenceScore: [] as number[],
    evidenceCount: [] as number[],
    lastSeen: [] as number[],
  };
  const seen = new Set<number>();
  const add = (source: number, target: number, direct: boolean) => {
    const key = source * tables * COLUMNS + target;
    if (seen.has(key) || wanted.source.length >= edges) return;
    seen.add(key);
    wanted.source.push(source);
    wanted.target.push(target);
    wanted.subtype.push(SUBTYPES.indexOf(pick<(typeof SUBTYPES)[number]>(direct ? DIRECT : STEERING)));
    wanted.confidenceScore.push(0.6 + random() * 0.4);
    wanted.evidenceCount.push(1 + below(9));
    wanted.lastSeen.push(0);
  };
  const perLayer = tables / LAYERS.length;
  while (wanted.source.length < edges) {
    const target = Math.floor(perLayer + random() * (tables - perLayer));
    const back = random() < 0.8 ? 1 : 2 + below(3);
    const near = Math.floor(target - back * perLayer + (random() - 0.5) * perLayer * 0.08);
    const source = Math.max(0, Math.min(tables - 1, random() < 0.004 ? target + 3 : near));
    if (source === target) continue;
    for (const [from, to] of KEYS) add(source * COLUMNS + from, target * COLUMNS + to, true);
    for (let k = KEYS.length; k < EDGES_A_LINK; k++) {
      add(source * COLUMNS + below(COLUMNS), target * COLUMNS + below(COLUMNS), random() < 0.9);
    }
  }
  return {
    type: "field",
    namespaces: [NAMESPACE],
    datasets: {
      id: names.map((name) => `0123456789abcdef/${name}`),
      name: names,
      namespace: names.map(() => 0),
      sourceType: names.map((_, table) => (layerOf(table) > 5 ? "VIEW" : "TABLE")),
    },
    names: columnNames,
    nameIds: columnNames,
    types: TYPES,
    nodes: {
      dataset: eachNode((table) => table),
      name: eachNode((_, column) => column),
      columnType: eachNode(() => below(TYPES.length)),
      nullable: eachNode((_, column) => Number(column > 0)),
      depth: eachNode(layerOf),
      ordinalPosition: eachNode((_, column) => column + 1),
    },
    edges: wanted,
    subtypes: [...SUBTYPES],
    transformationTypes: SUBTYPES.map((_, rank) => (isDirect(rank) ? "DIRECT" : "INDIRECT")),
    times: ["2026-01-01T00:00:00Z"],
    truncated: false,
    omittedEdges: 0,
  };
}

/** Invented warehouses of any size for benchmarks: layered, with hubs, long links and a few cycles. Seeded. */

import type { WireEdge, WireGraph, WireNode } from "../src/lineage/graph/types";

const SUBTYPES = ["IDENTITY", "IDENTITY", "IDENTITY", "TRANSFORMATION", "TRANSFORMATION", "AGGREGATION"];
const STEERING = ["JOIN", "FILTER", "GROUP_BY", "SORT", "WINDOW"];
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

/** A graph of about `tables` × `edges`, with 20 columns a table. */
export function generateGraph(tables: number, edges: number, seed = 7): WireGraph {
  const random = randoms(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const columns = 20;
  const nodes: WireNode[] = [];
  const layerOf: number[] = [];
  const ids: string[] = [];
  for (let t = 0; t < tables; t++) {
    const layer = Math.floor((t / tables) * LAYERS.length);
    layerOf.push(layer);
    const name = `${LAYERS[layer]}_DW.${LAYERS[layer]}_${pick(WORDS)}_${pick(WORDS)}_${t}`;
    const id = `0123456789abcdef/${name}`;
    ids.push(id);
    const dataset = { id, name, namespace: NAMESPACE, sourceType: layer > 5 ? "VIEW" : "TABLE" };
    for (let c = 0; c < columns; c++) {
      const metadata = { columnType: pick(TYPES), nullable: c > 0, depth: layer };
      nodes.push({ id: `${id}/col_${c}`, type: "field", name: `col_${c}`, dataset, metadata });
    }
  }
  const perLayer = tables / LAYERS.length;
  const wanted: WireEdge[] = [];
  const seen = new Set<string>();
  const add = (source: string, target: string, direct: boolean) => {
    const id = `${source}->${target}`;
    if (seen.has(id)) return;
    seen.add(id);
    wanted.push({
      id,
      source,
      target,
      transformationType: direct ? "DIRECT" : "INDIRECT",
      transformationSubtype: direct ? pick(SUBTYPES) : pick(STEERING),
      confidenceScore: 0.6 + random() * 0.4,
      evidenceCount: 1 + Math.floor(random() * 9),
      lastSeen: "2026-01-01T00:00:00Z",
    });
  };
  const perPair = 7;
  while (wanted.length < edges) {
    const target = Math.floor(perLayer + random() * (tables - perLayer));
    const back = random() < 0.8 ? 1 : 2 + Math.floor(random() * 3);
    const near = Math.floor(target - back * perLayer + (random() - 0.5) * perLayer * 0.08);
    const source = Math.max(0, Math.min(tables - 1, random() < 0.004 ? target + 3 : near));
    if (source === target) continue;
    for (let k = 0; k < perPair && wanted.length < edges; k++) {
      add(
        `${ids[source]}/col_${Math.floor(random() * columns)}`,
        `${ids[target]}/col_${Math.floor(random() * columns)}`,
        random() < 0.9,
      );
    }
  }
  return { nodes, edges: wanted, truncated: false };
}

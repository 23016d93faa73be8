/** The order of nodes within their layers, so that few links cross: barycentre sweeps, then swaps of neighbours. */

import { groupBy, type Slices } from "./adjacency";

export type Layered = {
  readonly count: number;
  /** Links between neighbouring layers, or between any two if long links were not split. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Where a link leaves and enters its cards, 0 (top) to 1 (bottom). */
  readonly fromAt: Float32Array;
  readonly toAt: Float32Array;
  readonly layer: Uint32Array;
  readonly layers: number;
};

const MAX_SWEEPS = 24;
const PATIENCE = 6;
/** Swapping neighbours costs more than it gains in graphs beyond this many nodes. */
const SWAP_LIMIT = 3_000;

/** Nodes of each layer from top to bottom. `report` is told the share done, 0 to 1. */
export function orderLayers(graph: Layered, report: (share: number) => void = () => {}): Uint32Array[] {
  const out = groupBy(graph.from, graph.count);
  const into = groupBy(graph.to, graph.count);
  const rows = initialRows(graph, out, into);
  const place = new Float64Array(graph.count);
  const settle = (row: Uint32Array) => {
    for (let i = 0; i < row.length; i++) place[row[i]!] = i;
  };
  rows.forEach(settle);
  let best = rows.map((row) => row.slice());
  let fewest = countCrossings(graph, rows, place, out);
  const sweeps = graph.count > 20_000 ? 6 : graph.count > SWAP_LIMIT ? 10 : MAX_SWEEPS;
  for (let sweep = 0, stale = 0; sweep < sweeps && stale < PATIENCE && fewest > 0; sweep++) {
    const down = sweep % 2 === 0;
    for (let k = 1; k < rows.length; k++) {
      const at = down ? k : rows.length - 1 - k;
      const row = rows[at]!;
      sortByBarycentre(graph, row, place, down ? into : out, down);
      settle(row);
    }
    report((sweep + 1) / sweeps);
    const crossings = countCrossings(graph, rows, place, out);
    if (crossings < fewest) {
      fewest = crossings;
      best = rows.map((row) => row.slice());
      stale = 0;
    } else {
      stale++;
    }
  }
  if (graph.count <= SWAP_LIMIT && fewest > 0) {
    best.forEach(settle);
    swapNeighbours(graph, best, place, out, into);
  }
  return best;
}

/** Depth first from the leftmost nodes, so that what belongs together starts together. */
function initialRows(graph: Layered, out: Slices, into: Slices): Uint32Array[] {
  const rows: number[][] = Array.from({ length: graph.layers }, () => []);
  const seen = new Uint8Array(graph.count);
  const starts = Array.from({ length: graph.count }, (_, v) => v).sort(
    (a, b) => graph.layer[a]! - graph.layer[b]! || a - b,
  );
  const stack: number[] = [];
  for (const start of starts) {
    if (seen[start]) continue;
    seen[start] = 1;
    stack.push(start);
    while (stack.length > 0) {
      const v = stack.pop()!;
      rows[graph.layer[v]!]!.push(v);
      for (const [slices, ends] of [
        [into, graph.from],
        [out, graph.to],
      ] as const) {
        for (let i = slices.start[v + 1]! - 1; i >= slices.start[v]!; i--) {
          const w = ends[slices.items[i]!]!;
          if (!seen[w]) {
            seen[w] = 1;
            stack.push(w);
          }
        }
      }
    }
  }
  return rows.map((row) => Uint32Array.from(row));
}

function sortByBarycentre(
  graph: Layered,
  row: Uint32Array,
  place: Float64Array,
  near: Slices,
  down: boolean,
): void {
  const ends = down ? graph.from : graph.to;
  const at = down ? graph.fromAt : graph.toAt;
  const values = new Float64Array(row.length);
  row.forEach((v, i) => {
    const begin = near.start[v]!;
    const end = near.start[v + 1]!;
    let sum = 0;
    for (let k = begin; k < end; k++) {
      const link = near.items[k]!;
      sum += place[ends[link]!]! + at[link]!;
    }
    values[i] = end > begin ? sum / (end - begin) : Number.NaN;
  });
  // Nodes without neighbours on this side keep their place; the others are sorted into the places left.
  const movable: number[] = [];
  for (let i = 0; i < row.length; i++) if (!Number.isNaN(values[i]!)) movable.push(i);
  const sorted = movable.slice().sort((a, b) => values[a]! - values[b]! || a - b);
  const old = row.slice();
  movable.forEach((slot, i) => {
    row[slot] = old[sorted[i]!]!;
  });
}

/** How many pairs of links cross, over all pairs of neighbouring layers; links that skip layers are left out. */
export function countCrossings(
  graph: Layered,
  rows: readonly Uint32Array[],
  place: Float64Array,
  out: Slices,
): number {
  let total = 0;
  for (let at = 0; at + 1 < rows.length; at++) {
    const width = rows[at + 1]!.length;
    const tree = new Uint32Array(width + 1);
    let entered = 0;
    for (const v of rows[at]!) {
      const targets: number[] = [];
      for (let k = out.start[v]!; k < out.start[v + 1]!; k++) {
        const w = graph.to[out.items[k]!]!;
        if (graph.layer[w] === at + 1) targets.push(place[w]!);
      }
      for (const target of targets) {
        let notAbove = 0;
        for (let i = target + 1; i > 0; i -= i & -i) notAbove += tree[i]!;
        total += entered - notAbove;
      }
      for (const target of targets) for (let i = target + 1; i <= width; i += i & -i) tree[i]!++;
      entered += targets.length;
    }
  }
  return total;
}

function swapNeighbours(
  graph: Layered,
  rows: Uint32Array[],
  place: Float64Array,
  out: Slices,
  into: Slices,
): void {
  const near = (v: number, slices: Slices, ends: Uint32Array) => {
    const found: number[] = [];
    for (let k = slices.start[v]!; k < slices.start[v + 1]!; k++) found.push(place[ends[slices.items[k]!]!]!);
    return found.sort((a, b) => a - b);
  };
  for (let pass = 0; pass < 8; pass++) {
    let swapped = false;
    for (const row of rows) {
      for (let i = 0; i + 1 < row.length; i++) {
        const [v, w] = [row[i]!, row[i + 1]!];
        const gain =
          crossingGain(near(v, into, graph.from), near(w, into, graph.from)) +
          crossingGain(near(v, out, graph.to), near(w, out, graph.to));
        if (gain > 0) {
          row[i] = w;
          row[i + 1] = v;
          place[v] = i + 1;
          place[w] = i;
          swapped = true;
        }
      }
    }
    if (!swapped) break;
  }
}

/** Crossings of two neighbours' links as they stand, less those if they changed places. Both lists are sorted. */
function crossingGain(upper: readonly number[], lower: readonly number[]): number {
  let gain = 0;
  let less = 0;
  let notMore = 0;
  for (const place of upper) {
    while (less < lower.length && lower[less]! < place) less++;
    while (notMore < lower.length && lower[notMore]! <= place) notMore++;
    gain += less - (lower.length - notMore);
  }
  return gain;
}

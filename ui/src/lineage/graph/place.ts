/** Vertical positions within layers: as near as the order allows to where a node's links would be level. */

import { groupBy, type Slices } from "./adjacency";
import type { Layered } from "./order";

export type Boxes = {
  readonly height: Float32Array;
  /** Free space kept around a node; two neighbours stand apart by the mean of theirs. */
  readonly margin: Float32Array;
  /** Pull of each link. */
  readonly weight: Float32Array;
  /** Where two neighbours differ in this, they stand further apart. */
  readonly group?: Int32Array;
};

const GROUP_GAP = 48;
const TINY_WEIGHT = 1e-3;

/** Top edge of every node. No two nodes of a layer overlap. `report` is told the share done, 0 to 1. */
export function placeLayers(
  graph: Layered,
  rows: readonly Uint32Array[],
  boxes: Boxes,
  report: (share: number) => void = () => {},
): Float64Array {
  const out = groupBy(graph.from, graph.count);
  const into = groupBy(graph.to, graph.count);
  const y = new Float64Array(graph.count);
  for (const row of rows) {
    let top = 0;
    row.forEach((v, i) => {
      if (i > 0) top += gapBetween(boxes, row[i - 1]!, v);
      y[v] = top;
      top += boxes.height[v]!;
    });
    for (const v of row) y[v]! -= top / 2;
  }
  const rounds = graph.count > 20_000 ? 2 : graph.count > 3_000 ? 4 : 12;
  for (let round = 0; round < rounds; round++) {
    for (let k = 1; k < rows.length; k++) settleRow(graph, rows[k]!, boxes, y, into, null);
    for (let k = rows.length - 2; k >= 0; k--) settleRow(graph, rows[k]!, boxes, y, null, out);
    report((round + 1) / rounds);
  }
  for (let k = 0; k < rows.length; k++) settleRow(graph, rows[k]!, boxes, y, into, out);
  return y;
}

export function gapBetween(boxes: Boxes, upper: number, lower: number): number {
  const gap = (boxes.margin[upper]! + boxes.margin[lower]!) / 2;
  return boxes.group && boxes.group[upper] !== boxes.group[lower] ? gap + GROUP_GAP : gap;
}

function settleRow(
  graph: Layered,
  row: Uint32Array,
  boxes: Boxes,
  y: Float64Array,
  left: Slices | null,
  right: Slices | null,
): void {
  const wish = new Float64Array(row.length);
  const weight = new Float64Array(row.length);
  row.forEach((v, i) => {
    let sum = 0;
    let total = 0;
    if (left) {
      for (let k = left.start[v]!; k < left.start[v + 1]!; k++) {
        const link = left.items[k]!;
        const u = graph.from[link]!;
        const pull = boxes.weight[link]!;
        const own = graph.toAt[link]! * boxes.height[v]!;
        sum += pull * (y[u]! + graph.fromAt[link]! * boxes.height[u]! - own);
        total += pull;
      }
    }
    if (right) {
      for (let k = right.start[v]!; k < right.start[v + 1]!; k++) {
        const link = right.items[k]!;
        const w = graph.to[link]!;
        const pull = boxes.weight[link]!;
        const own = graph.fromAt[link]! * boxes.height[v]!;
        sum += pull * (y[w]! + graph.toAt[link]! * boxes.height[w]! - own);
        total += pull;
      }
    }
    wish[i] = total > 0 ? sum / total : y[v]!;
    weight[i] = total > 0 ? total : TINY_WEIGHT;
  });
  placeNear(row, wish, weight, boxes, y);
}

/**
 * Least squares under the order: with the boxes above taken off each wish, this is isotonic regression, which pooling
 * adjacent violators solves exactly in one pass.
 */
function placeNear(
  row: Uint32Array,
  wish: Float64Array,
  weight: Float64Array,
  boxes: Boxes,
  y: Float64Array,
): void {
  const n = row.length;
  const offset = new Float64Array(n);
  for (let i = 1; i < n; i++) {
    offset[i] = offset[i - 1]! + boxes.height[row[i - 1]!]! + gapBetween(boxes, row[i - 1]!, row[i]!);
  }
  const mean = new Float64Array(n);
  const mass = new Float64Array(n);
  const first = new Uint32Array(n);
  let blocks = 0;
  for (let i = 0; i < n; i++) {
    mean[blocks] = wish[i]! - offset[i]!;
    mass[blocks] = weight[i]!;
    first[blocks] = i;
    while (blocks > 0 && mean[blocks - 1]! > mean[blocks]!) {
      const both = mass[blocks - 1]! + mass[blocks]!;
      mean[blocks - 1] = (mean[blocks - 1]! * mass[blocks - 1]! + mean[blocks]! * mass[blocks]!) / both;
      mass[blocks - 1] = both;
      blocks--;
    }
    blocks++;
  }
  for (let block = 0; block < blocks; block++) {
    const end = block + 1 < blocks ? first[block + 1]! : n;
    for (let i = first[block]!; i < end; i++) y[row[i]!] = mean[block]! + offset[i]!;
  }
}

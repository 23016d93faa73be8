/** A layered layout of one connected graph: layers, dummies for long links, order, positions. */

import { assignLayers, breakCycles } from "./layers";
import { type Layered, orderLayers } from "./order";
import { placeLayers } from "./place";

export type Problem = {
  readonly width: Float32Array;
  readonly height: Float32Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Mean height at which a link leaves and enters its cards, in pixels from their tops. */
  readonly fromY: Float32Array;
  readonly toY: Float32Array;
  readonly weight: Float32Array;
  /** Cards with one number stay together in their layer, with more space to others; absent: no groups. */
  readonly group?: Int32Array;
};

export type Placed = {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly layer: Uint32Array;
  /** Points a long link passes, from its source to its target: x, y, x, y … for each link. */
  readonly bends: readonly (readonly number[])[];
};

export const LAYER_GAP = 112;
export const CARD_GAP = 28;
const DUMMY_GAP = 14;
const FOLD_GAP = 56;
/** No layer is folded before it is this tall. */
const FOLD_HEIGHT = 7_000;
/** The shape aimed at: about that of a screen. */
export const ASPECT = 1.6;
/** Beyond this many, long links run straight: their dummies would cost more time than their order gains. */
const DUMMY_LIMIT = 24_000;

/** Share of the time that is spent once nodes are in order. */
const ORDERED = 0.6;

/** Place the cards of one connected graph; the result begins near the origin. `report` is told the share done. */
export function placeLayered(problem: Problem, report: (share: number) => void = () => {}): Placed {
  const count = problem.width.length;
  const acyclic = breakCycles(count, problem);
  const layer = assignLayers(count, acyclic);
  const split = splitLongLinks(problem, acyclic, layer);
  const ordered = orderLayers(split.graph, (share) => report(share * ORDERED));
  const rows = problem.group ? ordered.map((row) => gather(row, problem.group!)) : ordered;
  const columns = foldLayers(rows, problem, count);
  const tops = placeLayers(split.graph, columns.rows, split.boxes, (share) =>
    report(ORDERED + share * (1 - ORDERED)),
  );
  const x = new Float32Array(count);
  const y = new Float32Array(count);
  columns.rows.forEach((row, at) => {
    for (const v of row) {
      if (v >= count) continue;
      x[v] = columns.lefts[at]!;
      y[v] = tops[v]!;
    }
  });
  const bends = split.dummies.map((dummies, link) => {
    const points: number[] = [];
    for (const dummy of dummies) {
      const { left, right } = columns.spans[split.graph.layer[dummy]!]!;
      points.push(left, tops[dummy]!, right, tops[dummy]!);
    }
    return acyclic.reversed[link] ? backwards(points) : points;
  });
  return { x, y, layer, bends };
}

function splitLongLinks(
  problem: Problem,
  links: { from: Uint32Array; to: Uint32Array; reversed: Uint8Array },
  layer: Uint32Array,
): { graph: Layered; boxes: Parameters<typeof placeLayers>[2]; dummies: number[][] } {
  const count = layer.length;
  const from: number[] = [];
  const to: number[] = [];
  const fromAt: number[] = [];
  const toAt: number[] = [];
  const weight: number[] = [];
  const layers = Array.from(layer);
  const dummies: number[][] = [];
  let wanted = 0;
  for (let i = 0; i < links.from.length; i++) {
    wanted += Math.max(0, Math.abs(layer[links.to[i]!]! - layer[links.from[i]!]!) - 1);
  }
  const splitting = wanted <= DUMMY_LIMIT;
  for (let i = 0; i < links.from.length; i++) {
    const v = links.from[i]!;
    const w = links.to[i]!;
    const chain: number[] = [];
    dummies.push(chain);
    if (v === w) continue;
    const ends = [problem.fromY[i]!, problem.toY[i]!];
    if (links.reversed[i]) ends.reverse();
    const leave = ends[0]! / problem.height[v]!;
    const enter = ends[1]! / problem.height[w]!;
    let last = v;
    let lastAt = leave;
    for (let at = layer[v]! + 1; splitting && at < layer[w]!; at++) {
      const dummy = layers.length;
      layers.push(at);
      chain.push(dummy);
      from.push(last);
      to.push(dummy);
      fromAt.push(lastAt);
      toAt.push(0);
      weight.push(problem.weight[i]! * (last === v ? 2 : 8));
      last = dummy;
      lastAt = 0;
    }
    from.push(last);
    to.push(w);
    fromAt.push(lastAt);
    toAt.push(enter);
    weight.push(problem.weight[i]! * (last === v ? 1 : 2));
  }
  const total = layers.length;
  const height = new Float32Array(total);
  height.set(problem.height);
  const margin = new Float32Array(total).fill(DUMMY_GAP);
  margin.fill(CARD_GAP, 0, count);
  const group = new Int32Array(total).fill(-1);
  if (problem.group) group.set(problem.group);
  return {
    graph: {
      count: total,
      from: Uint32Array.from(from),
      to: Uint32Array.from(to),
      fromAt: Float32Array.from(fromAt),
      toAt: Float32Array.from(toAt),
      layer: Uint32Array.from(layers),
      layers: layers.reduce((most, value) => Math.max(most, value + 1), 0),
    },
    boxes: { height, margin, weight: Float32Array.from(weight), ...(problem.group && { group }) },
    dummies,
  };
}

/** Bring the cards of each group together where their middle is; dummies keep to themselves. */
function gather(row: Uint32Array, group: Int32Array): Uint32Array {
  const groups = new Map<number, number[]>();
  row.forEach((v, i) => {
    const key = v < group.length ? group[v]! : -1 - v;
    const places = groups.get(key);
    if (places) places.push(i);
    else groups.set(key, [i]);
  });
  const middle = (places: readonly number[]) => places.reduce((sum, i) => sum + i, 0) / places.length;
  const sorted = [...groups.values()].sort((a, b) => middle(a) - middle(b) || a[0]! - b[0]!);
  return Uint32Array.from(sorted.flat(), (i) => row[i]!);
}

interface Columns {
  /** Cards and dummies that stand in one column, from top to bottom. */
  readonly rows: Uint32Array[];
  readonly lefts: number[];
  /** From where to where each layer reaches, all its columns. */
  readonly spans: { readonly left: number; readonly right: number }[];
}

/** Give each layer a column, or several side by side where one would be taller than the picture is wide. */
function foldLayers(layers: readonly Uint32Array[], problem: Problem, count: number): Columns {
  const sizes = layers.map((row) => sizeOf(row, problem, count));
  const area = sizes.reduce((sum, { width, height }) => sum + (width + LAYER_GAP) * height, 0);
  const tallest = Math.max(FOLD_HEIGHT, Math.sqrt(area / ASPECT));
  const columns: Columns = { rows: [], lefts: [], spans: [] };
  let left = 0;
  layers.forEach((row, at) => {
    const { width, height } = sizes[at]!;
    const parts = Math.ceil(height / tallest) || 1;
    for (let part = 0; part < parts; part++) {
      columns.rows.push(row.filter((_, i) => i % parts === part));
      columns.lefts.push(left + part * (width + FOLD_GAP));
    }
    const right = left + parts * (width + FOLD_GAP) - FOLD_GAP;
    columns.spans.push({ left, right });
    left = right + LAYER_GAP;
  });
  return columns;
}

function sizeOf(row: Uint32Array, problem: Problem, count: number): { width: number; height: number } {
  let [width, height] = [0, 0];
  for (const v of row) {
    if (v >= count) continue;
    width = Math.max(width, problem.width[v]!);
    height += problem.height[v]! + CARD_GAP;
  }
  return { width, height };
}

function backwards(points: readonly number[]): number[] {
  const turned: number[] = [];
  for (let i = points.length - 2; i >= 0; i -= 2) turned.push(points[i]!, points[i + 1]!);
  return turned;
}

/**
 * Where every card stands. Connected parts are laid out by themselves in layers, then packed on shelves; cards without
 * links stand in a block below. The same input always gives the same picture.
 */

import { ASPECT, CARD_GAP, LAYER_GAP, type Placed, type Problem, placeLayered } from "./layered";

export type LayoutInput = Problem;

export type Layout = {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly layer: Uint32Array;
  /** Points of link i: bends[bendStart[i]] … bends[bendStart[i + 1] - 1], as x, y, x, y …, from source to target. */
  readonly bends: Float32Array;
  readonly bendStart: Uint32Array;
  readonly width: number;
  readonly height: number;
};

type Block = {
  readonly members: readonly number[];
  readonly links: readonly number[];
  readonly placed: Placed;
};

const PART_GAP = 72;

/** Lay out a table graph. `report` is told the share done, 0 to 1. */
export function layOut(input: LayoutInput, report: (share: number) => void = () => {}): Layout {
  const count = input.width.length;
  const parts = connectedParts(count, input.from, input.to);
  const alone = parts.filter((part) => part.links.length === 0).flatMap((part) => part.members);
  const blocks: Block[] = [];
  let done = 0;
  for (const part of parts) {
    if (part.links.length === 0) continue;
    const problem = subProblem(input, part.members, part.links);
    const placed = placeLayered(problem, (share) => report((done + share * part.members.length) / count));
    blocks.push({ ...part, placed });
    done += part.members.length;
  }
  const layout = pack(input, blocks, alone);
  report(1);
  return layout;
}

function connectedParts(count: number, from: Uint32Array, to: Uint32Array) {
  const parent = Int32Array.from({ length: count }, (_, v) => v);
  const root = (v: number): number => {
    let at = v;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  for (let i = 0; i < from.length; i++) {
    const [a, b] = [root(from[i]!), root(to[i]!)];
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
  }
  const parts = new Map<number, { members: number[]; links: number[] }>();
  for (let v = 0; v < count; v++) {
    const part = parts.get(root(v));
    if (part) part.members.push(v);
    else parts.set(root(v), { members: [v], links: [] });
  }
  for (let i = 0; i < from.length; i++) if (from[i] !== to[i]) parts.get(root(from[i]!))!.links.push(i);
  return [...parts.values()].sort(
    (a, b) => b.members.length - a.members.length || a.members[0]! - b.members[0]!,
  );
}

function subProblem(input: Problem, members: readonly number[], links: readonly number[]): Problem {
  if (members.length === input.width.length && links.length === input.from.length) return input;
  const local = new Map(members.map((v, i) => [v, i]));
  return {
    width: Float32Array.from(members, (v) => input.width[v]!),
    height: Float32Array.from(members, (v) => input.height[v]!),
    from: Uint32Array.from(links, (i) => local.get(input.from[i]!)!),
    to: Uint32Array.from(links, (i) => local.get(input.to[i]!)!),
    fromY: Float32Array.from(links, (i) => input.fromY[i]!),
    toY: Float32Array.from(links, (i) => input.toY[i]!),
    weight: Float32Array.from(links, (i) => input.weight[i]!),
    ...(input.group && { group: Int32Array.from(members, (v) => input.group![v]!) }),
  };
}

type Extent = { left: number; top: number; width: number; height: number };

function extentOf(input: Problem, block: Block): Extent {
  const { x, y, bends } = block.placed;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  block.members.forEach((v, i) => {
    left = Math.min(left, x[i]!);
    top = Math.min(top, y[i]!);
    right = Math.max(right, x[i]! + input.width[v]!);
    bottom = Math.max(bottom, y[i]! + input.height[v]!);
  });
  for (const points of bends) {
    for (let i = 1; i < points.length; i += 2) {
      top = Math.min(top, points[i]!);
      bottom = Math.max(bottom, points[i]!);
    }
  }
  return { left, top, width: right - left, height: bottom - top };
}

function pack(input: LayoutInput, blocks: readonly Block[], alone: readonly number[]): Layout {
  const count = input.width.length;
  const x = new Float32Array(count);
  const y = new Float32Array(count);
  const layer = new Uint32Array(count);
  const bendsOf: (readonly number[])[] = Array.from({ length: input.from.length }, () => []);
  const extents = blocks.map((block) => extentOf(input, block));
  const area = extents.reduce((sum, e) => sum + (e.width + PART_GAP) * (e.height + PART_GAP), 0);
  const shelfWidth = Math.max(Math.sqrt(area) * ASPECT ** 0.5, ...extents.map((e) => e.width));
  let [left, top, shelf, width] = [0, 0, 0, 0];
  blocks.forEach((block, b) => {
    const extent = extents[b]!;
    if (left > 0 && left + extent.width > shelfWidth) {
      top += shelf + PART_GAP;
      left = 0;
      shelf = 0;
    }
    const [dx, dy] = [left - extent.left, top - extent.top];
    block.members.forEach((v, i) => {
      x[v] = Math.round(block.placed.x[i]! + dx);
      // Whole pixels keep borders and text crisp; gaps are far wider than what rounding takes.
      y[v] = Math.round(block.placed.y[i]! + dy);
      layer[v] = block.placed.layer[i]!;
    });
    block.links.forEach((link, i) => {
      bendsOf[link] = block.placed.bends[i]!.map((value, k) => value + (k % 2 === 0 ? dx : dy));
    });
    left += extent.width + PART_GAP;
    shelf = Math.max(shelf, extent.height);
    width = Math.max(width, left - PART_GAP);
  });
  let height = blocks.length > 0 ? top + shelf : 0;
  if (alone.length > 0) {
    const block = placeAlone(
      input,
      alone,
      x,
      y,
      blocks.length > 0 ? height + PART_GAP : 0,
      Math.max(width, 1_600),
    );
    width = Math.max(width, block.right);
    height = block.bottom;
  }
  const bendStart = new Uint32Array(input.from.length + 1);
  bendsOf.forEach((points, i) => {
    bendStart[i + 1] = bendStart[i]! + points.length;
  });
  return { x, y, layer, bends: Float32Array.from(bendsOf.flat()), bendStart, width, height };
}

/** Cards without links, in columns filled one card after another into whichever is shortest. */
function placeAlone(
  input: LayoutInput,
  alone: readonly number[],
  x: Float32Array,
  y: Float32Array,
  top: number,
  width: number,
): { right: number; bottom: number } {
  const widest = alone.reduce((most, v) => Math.max(most, input.width[v]!), 0);
  const step = widest + LAYER_GAP / 3;
  const area = alone.reduce((sum, v) => sum + (input.height[v]! + CARD_GAP) * step, 0);
  const fitting = Math.max(1, Math.floor((Math.max(width, Math.sqrt(area * ASPECT)) + LAYER_GAP / 3) / step));
  const bottoms: number[] = new Array(Math.min(fitting, alone.length)).fill(top);
  for (const v of alone) {
    let shortest = 0;
    for (let c = 1; c < bottoms.length; c++) if (bottoms[c]! < bottoms[shortest]!) shortest = c;
    x[v] = shortest * step;
    y[v] = bottoms[shortest]!;
    bottoms[shortest]! += input.height[v]! + CARD_GAP;
  }
  return { right: bottoms.length * step - LAYER_GAP / 3, bottom: Math.max(...bottoms) - CARD_GAP };
}

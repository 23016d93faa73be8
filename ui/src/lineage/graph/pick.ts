/** What lies under a point of the world. */

import { flatten } from "./edge-path";
import {
  CARD_PADDING,
  CARD_WIDTH,
  GROW_RADIUS,
  GROW_Y,
  HEADER_HEIGHT,
  hasFooter,
  ROW_HEIGHT,
} from "./geometry";
import { linksWithin, type Scene } from "./scene";
import { topologyOf } from "./topology";
import type { Side } from "./types";

export type Picked =
  | { readonly kind: "header"; readonly card: number; readonly port: number }
  | { readonly kind: "row"; readonly card: number; readonly port: number }
  | { readonly kind: "toggle"; readonly card: number }
  | { readonly kind: "footer"; readonly card: number }
  | { readonly kind: "grow"; readonly card: number; readonly side: Side }
  | { readonly kind: "edge"; readonly edge: number };

export interface PickOptions {
  readonly growable: boolean;
  /** How near, in world pixels, a point must come to an edge; 0 picks no edges. */
  readonly reach: number;
}

/** The button, row, header or edge at a point; null over the ground. */
export function pick(scene: Scene, x: number, y: number, options: PickOptions): Picked | null {
  if (options.growable) {
    const margin = GROW_RADIUS + 2;
    const near = scene.grid.within({ x: x - margin, y: y - margin, width: 2 * margin, height: 2 * margin });
    for (const card of near.reverse()) {
      const [cx, cy] = [scene.x[card]!, scene.y[card]! + GROW_Y];
      if (Math.hypot(x - cx, y - cy) <= margin) return { kind: "grow", card, side: "upstream" };
      if (Math.hypot(x - cx - CARD_WIDTH, y - cy) <= margin)
        return { kind: "grow", card, side: "downstream" };
    }
  }
  const card = scene.grid.at(x, y);
  if (card !== undefined) return pickOnCard(scene, card, x - scene.x[card]!, y - scene.y[card]!);
  return options.reach > 0 ? pickEdge(scene, x, y, options.reach) : null;
}

function pickOnCard(scene: Scene, card: number, x: number, y: number): Picked {
  const { view, geometry } = scene;
  const it = view.cards[card]!;
  if (y < HEADER_HEIGHT) {
    const onToggle = it.rowCount > 0 && x > CARD_WIDTH - 34 && y > HEADER_HEIGHT / 2 + 1;
    return onToggle ? { kind: "toggle", card } : { kind: "header", card, port: it.firstPort };
  }
  if (hasFooter(view, geometry, card) && y > geometry.height[card]! - CARD_PADDING / 2 - ROW_HEIGHT) {
    return { kind: "footer", card };
  }
  for (let port = it.firstPort + 1; port <= it.firstPort + it.rowCount; port++) {
    if (geometry.shown[port] && Math.abs(y - geometry.portY[port]!) <= ROW_HEIGHT / 2) {
      return { kind: "row", card, port };
    }
  }
  return { kind: "header", card, port: it.firstPort };
}

function pickEdge(scene: Scene, x: number, y: number, reach: number): Picked | null {
  const { linkStart } = scene.view;
  let best: number | null = null;
  let nearest = reach;
  const around = { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach };
  for (const link of linksWithin(scene, around)) {
    for (let edge = linkStart[link]!; edge < linkStart[link + 1]!; edge++) {
      const distance = distanceTo(flatten(scene, edge, link), x, y);
      if (distance < nearest) {
        nearest = distance;
        best = edge;
      }
    }
  }
  return best === null ? null : { kind: "edge", edge: best };
}

/** Distance from a point to a line through points x, y, x, y … */
export function distanceTo(points: readonly number[], x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 3 < points.length; i += 2) {
    const [ax, ay] = [points[i]!, points[i + 1]!];
    const [dx, dy] = [points[i + 2]! - ax, points[i + 3]! - ay];
    const length = dx * dx + dy * dy;
    const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
    least = Math.min(least, Math.hypot(x - ax - share * dx, y - ay - share * dy));
  }
  return least;
}

/** The edges one step from a port, or from any port of a card if it is a header: what arrow keys walk along. */
export function edgesAt(scene: Scene, port: number, side: Side): number[] {
  const { view } = scene;
  const { out, into } = topologyOf(view);
  const slices = side === "downstream" ? out : into;
  const card = view.cards[view.portCard[port]!]!;
  const last = port === card.firstPort ? card.firstPort + card.rowCount : port;
  const edges: number[] = [];
  for (let p = port; p <= last; p++) {
    for (let i = slices.start[p]!; i < slices.start[p + 1]!; i++) edges.push(slices.items[i]!);
  }
  return edges;
}

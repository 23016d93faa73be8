/** Everything needed to draw and to hit: the view, its measures, where the cards stand, and grids to find them. */

import type { Rect } from "./camera";
import { CARD_WIDTH, type Geometry, layoutInput } from "./geometry";
import { HitGrid } from "./hit-grid";
import type { Layout } from "./layout";
import type { View } from "./to-view";
import { topologyOf } from "./topology";

export interface Scene {
  readonly view: View;
  readonly geometry: Geometry;
  readonly layout: Layout;
  /** Top left corner of every card; dragging a card changes it. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly linkFromY: Float32Array;
  readonly linkToY: Float32Array;
  /** The rectangle around each link. */
  readonly linkBounds: LinkBounds;
  readonly grid: HitGrid;
}

/** Put a layout's cards on stage. `moved` gives places that were chosen by hand, by card id. */
export function buildScene(
  view: View,
  geometry: Geometry,
  layout: Layout,
  moved: ReadonlyMap<string, { x: number; y: number }> = new Map(),
): Scene {
  const x = layout.x.slice();
  const y = layout.y.slice();
  view.cards.forEach((card, index) => {
    const place = moved.get(card.id);
    if (place) {
      x[index] = place.x;
      y[index] = place.y;
    }
  });
  const { fromY, toY } = layoutInput(view, geometry);
  const links = view.linkFrom.length;
  const linkBounds = {
    left: new Float32Array(links),
    right: new Float32Array(links),
    top: new Float32Array(links),
    bottom: new Float32Array(links),
  };
  const grid = new HitGrid();
  const scene = { view, geometry, layout, x, y, linkFromY: fromY, linkToY: toY, linkBounds, grid };
  for (let link = 0; link < links; link++) boundLink(scene, link);
  for (let card = 0; card < view.cards.length; card++) grid.put(card, rectOf(scene, card));
  return scene;
}

/** Move a card to another place, and find it there. */
export function moveCard(scene: Scene, card: number, x: number, y: number): void {
  scene.x[card] = x;
  scene.y[card] = y;
  scene.grid.put(card, rectOf(scene, card));
  const { linksOut, linksInto } = topologyOf(scene.view);
  for (const { start, items } of [linksOut, linksInto]) {
    for (let i = start[card]!; i < start[card + 1]!; i++) boundLink(scene, items[i]!);
  }
}

export function rectOf(scene: Pick<Scene, "x" | "y" | "geometry">, card: number): Rect {
  return { x: scene.x[card]!, y: scene.y[card]!, width: CARD_WIDTH, height: scene.geometry.height[card]! };
}

/** Links that may be seen through a rectangle. */
export function linksWithin(scene: Scene, rect: Rect): number[] {
  const found: number[] = [];
  const { left, right, top, bottom } = scene.linkBounds;
  const [farX, farY] = [rect.x + rect.width, rect.y + rect.height];
  for (let link = 0; link < left.length; link++) {
    if (left[link]! <= farX && right[link]! >= rect.x && top[link]! <= farY && bottom[link]! >= rect.y) {
      found.push(link);
    }
  }
  return found;
}

/** How many links, or how many edges of links, may be seen through a rectangle. */
export function countLines(scene: Scene, rect: Rect, edges: boolean): number {
  const { left, right, top, bottom } = scene.linkBounds;
  const { linkStart } = scene.view;
  const [farX, farY] = [rect.x + rect.width, rect.y + rect.height];
  let count = 0;
  for (let link = 0; link < left.length; link++) {
    if (left[link]! <= farX && right[link]! >= rect.x && top[link]! <= farY && bottom[link]! >= rect.y) {
      count += edges ? linkStart[link + 1]! - linkStart[link]! : 1;
    }
  }
  return count;
}

/** Whether more than `limit` cards touch a rectangle. */
export function hasMoreCards({ x, y, geometry }: Scene, rect: Rect, limit: number): boolean {
  let count = 0;
  for (let card = 0; card < x.length; card++) {
    if (
      x[card]! <= rect.x + rect.width &&
      x[card]! + CARD_WIDTH >= rect.x &&
      y[card]! <= rect.y + rect.height &&
      y[card]! + geometry.height[card]! >= rect.y &&
      ++count > limit
    ) {
      return true;
    }
  }
  return false;
}

export interface LinkBounds {
  readonly left: Float32Array;
  readonly right: Float32Array;
  readonly top: Float32Array;
  readonly bottom: Float32Array;
}

/** How far a line may run past the cards it joins. */
const OVERHANG = 170;

/** Find again how far a link reaches: over its cards, which its lines leave and enter, and its bends. */
function boundLink(scene: Omit<Scene, "grid">, link: number): void {
  const { view, geometry, layout, x, y } = scene;
  const [a, b] = [view.linkFrom[link]!, view.linkTo[link]!];
  const ahead = x[b]! > x[a]! + CARD_WIDTH;
  const [start, end] = [x[a]! + CARD_WIDTH, x[b]!];
  const overhang = ahead ? 0 : OVERHANG;
  let top = Math.min(y[a]!, y[b]!);
  let bottom = Math.max(y[a]! + geometry.height[a]!, y[b]! + geometry.height[b]!);
  for (let i = layout.bendStart[link]! + 1; i < layout.bendStart[link + 1]!; i += 2) {
    top = Math.min(top, layout.bends[i]!);
    bottom = Math.max(bottom, layout.bends[i]!);
  }
  scene.linkBounds.left[link] = Math.min(start, end) - overhang;
  scene.linkBounds.right[link] = Math.max(start, end) + overhang;
  scene.linkBounds.top[link] = top;
  scene.linkBounds.bottom[link] = bottom;
}

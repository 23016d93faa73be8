/** Everything needed to draw and to hit: the view, its measures, where the cards stand, and grids to find them. */

import type { Rect } from "./camera";
import { CARD_WIDTH, type Geometry, layoutInput } from "./geometry";
import { HitGrid } from "./hit-grid";
import type { Layout } from "./layout";
import type { View } from "./to-view";

export interface Scene {
  readonly view: View;
  readonly geometry: Geometry;
  readonly layout: Layout;
  /** Top left corner of every card; dragging a card changes it. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly linkFromY: Float32Array;
  readonly linkToY: Float32Array;
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
  const grid = new HitGrid();
  const scene = { view, geometry, layout, x, y, linkFromY: fromY, linkToY: toY, grid };
  for (let card = 0; card < view.cards.length; card++) grid.put(card, rectOf(scene, card));
  return scene;
}

/** Move a card to another place, and find it there. */
export function moveCard(scene: Scene, card: number, x: number, y: number): void {
  scene.x[card] = x;
  scene.y[card] = y;
  scene.grid.put(card, rectOf(scene, card));
}

export function rectOf(scene: Pick<Scene, "x" | "y" | "geometry">, card: number): Rect {
  return { x: scene.x[card]!, y: scene.y[card]!, width: CARD_WIDTH, height: scene.geometry.height[card]! };
}

/** Links whose straight line may be seen through a rectangle. */
export function linksWithin(scene: Scene, rect: Rect): number[] {
  const { view, x, y, geometry } = scene;
  const found: number[] = [];
  const [right, bottom] = [rect.x + rect.width, rect.y + rect.height];
  for (let link = 0; link < view.linkFrom.length; link++) {
    const [a, b] = [view.linkFrom[link]!, view.linkTo[link]!];
    const [ax, bx] = [x[a]! + CARD_WIDTH, x[b]!];
    if (ax > right + 200 && bx > right + 200) continue;
    if (ax < rect.x - 200 && bx < rect.x - 200) continue;
    const top = Math.min(y[a]!, y[b]!);
    const end = Math.max(y[a]! + geometry.height[a]!, y[b]! + geometry.height[b]!);
    if (scene.layout.bendStart[link + 1]! > scene.layout.bendStart[link]!) {
      const [least, most] = bendRange(scene, link);
      if (Math.min(top, least) > bottom || Math.max(end, most) < rect.y) continue;
    } else if (top > bottom || end + 40 < rect.y) continue;
    found.push(link);
  }
  return found;
}

function bendRange({ layout }: Scene, link: number): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (let i = layout.bendStart[link]! + 1; i < layout.bendStart[link + 1]!; i += 2) {
    least = Math.min(least, layout.bends[i]!);
    most = Math.max(most, layout.bends[i]!);
  }
  return [least, most];
}

/** Where the arrow keys lead: along edges to the left and right, along rows and neighbours up and down. */

import { edgesAt } from "./pick";
import type { Scene } from "./scene";

export type Walk = "upstream" | "downstream" | "above" | "below";

/** The port one step from another; from nowhere it is the root. Null where that way leads nowhere. */
export function step(scene: Scene, from: number | null, walk: Walk): number | null {
  const { view } = scene;
  if (from === null) {
    const root = view.cards.find((card) => card.depth === 0) ?? view.cards[0];
    return root ? root.firstPort : null;
  }
  if (walk === "upstream" || walk === "downstream") {
    const far = walk === "upstream" ? view.from : view.to;
    const ends = edgesAt(scene, from, walk).map((edge) => far[edge]!);
    const isHeader = view.cards[view.portCard[from]!]!.firstPort === from;
    const next = nearest(scene, from, ends);
    return next !== null && isHeader ? view.cards[view.portCard[next]!]!.firstPort : next;
  }
  const card = view.cards[view.portCard[from]!]!;
  const way = walk === "above" ? -1 : 1;
  for (let port = from + way; port >= card.firstPort && port <= card.firstPort + card.rowCount; port += way) {
    if (scene.geometry.shown[port]) return port;
  }
  const beside = neighbour(scene, view.portCard[from]!, way);
  if (beside === null) return null;
  const other = view.cards[beside]!;
  if (way > 0) return other.firstPort;
  for (let port = other.firstPort + other.rowCount; port > other.firstPort; port--) {
    if (scene.geometry.shown[port]) return port;
  }
  return other.firstPort;
}

function nearest(scene: Scene, from: number, ends: readonly number[]): number | null {
  const height = (port: number) => scene.y[scene.view.portCard[port]!]! + scene.geometry.portY[port]!;
  const level = height(from);
  let best: number | null = null;
  for (const end of ends) {
    if (best === null || Math.abs(height(end) - level) < Math.abs(height(best) - level)) best = end;
  }
  return best;
}

/** The next card above or below in the same layer. */
function neighbour(scene: Scene, card: number, way: number): number | null {
  let best: number | null = null;
  for (let other = 0; other < scene.view.cards.length; other++) {
    if (other === card || Math.abs(scene.x[other]! - scene.x[card]!) > 1) continue;
    const ahead = (scene.y[other]! - scene.y[card]!) * way;
    if (ahead > 0 && (best === null || ahead < (scene.y[best]! - scene.y[card]!) * way)) best = other;
  }
  return best;
}

/** Frames around cards that share a database: one for each run of neighbours in a layer. */

import type { Rect } from "./camera";
import { CARD_WIDTH } from "./geometry";
import type { Scene } from "./scene";

export interface Cluster extends Rect {
  readonly database: string;
}

const PADDING = 14;
export const CLUSTER_LABEL = 26;

/** The frames of a scene; cards that were dragged away take their own frame with them. */
export function clustersOf(scene: Scene): Cluster[] {
  const { view, x, y, geometry } = scene;
  const cards = view.cards.map((_, card) => card).sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]! || a - b);
  const clusters: Cluster[] = [];
  let last: { database: string; x: number; y: number; bottom: number } | null = null;
  const close = () => {
    if (!last) return;
    clusters.push({
      database: last.database,
      x: last.x - PADDING,
      y: last.y - PADDING - CLUSTER_LABEL,
      width: CARD_WIDTH + 2 * PADDING,
      height: last.bottom - last.y + 2 * PADDING + CLUSTER_LABEL,
    });
  };
  for (const card of cards) {
    const { database } = view.cards[card]!;
    const bottom = y[card]! + geometry.height[card]!;
    if (last && last.database === database && last.x === x[card] && y[card]! - last.bottom < 400) {
      last.bottom = Math.max(last.bottom, bottom);
    } else {
      close();
      last = { database, x: x[card]!, y: y[card]!, bottom };
    }
  }
  close();
  return clusters;
}

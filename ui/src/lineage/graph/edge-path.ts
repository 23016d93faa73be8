/** The line of an edge: level out of its source, over the bends of its link, level into its target. */

import { CARD_WIDTH } from "./geometry";
import type { Scene } from "./scene";

/** Whatever a line can be traced onto: a canvas, or a collector of SVG commands. */
export interface PathSink {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void;
}

/** How far a line runs past a card before it turns back. */
const TURN = 44;
export const ARROW = 7;

/** Trace a column edge. */
export function traceEdge(sink: PathSink, scene: Scene, edge: number, link: number): void {
  const { view, geometry, x, y } = scene;
  const [a, b] = [view.linkFrom[link]!, view.linkTo[link]!];
  const y1 = y[a]! + geometry.portY[view.from[edge]!]!;
  const y2 = y[b]! + geometry.portY[view.to[edge]!]!;
  traceBetween(sink, scene, link, x[a]! + CARD_WIDTH, y1, x[b]!, y2);
}

/** Trace a whole link between the middles of its cards' ports. */
export function traceLink(sink: PathSink, scene: Scene, link: number): void {
  const { view, x, y } = scene;
  const [a, b] = [view.linkFrom[link]!, view.linkTo[link]!];
  const y1 = y[a]! + scene.linkFromY[link]!;
  const y2 = y[b]! + scene.linkToY[link]!;
  traceBetween(sink, scene, link, x[a]! + CARD_WIDTH, y1, x[b]!, y2);
}

function traceBetween(
  sink: PathSink,
  scene: Scene,
  link: number,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
): void {
  sink.moveTo(x1, y1);
  if (scene.view.linkFrom[link] === scene.view.linkTo[link]) {
    traceLoop(sink, x1, y1, y2);
    return;
  }
  const { bends } = scene.layout;
  const end = scene.layout.bendStart[link + 1]!;
  let [px, py] = [x1, y1];
  for (let i = scene.layout.bendStart[link]!; i + 3 < end; i += 4) {
    curve(sink, px, py, bends[i]!, bends[i + 1]!);
    sink.lineTo(bends[i + 2]!, bends[i + 3]!);
    px = bends[i + 2]!;
    py = bends[i + 3]!;
  }
  curve(sink, px, py, x2 - ARROW, y2);
}

function curve(sink: PathSink, x1: number, y1: number, x2: number, y2: number): void {
  const ahead = x2 - x1;
  const reach = ahead > 0 ? Math.max(ahead * 0.5, Math.min(ahead, 24)) : Math.min(160, TURN + -ahead * 0.25);
  sink.bezierCurveTo(x1 + reach, y1, x2 - reach, y2, x2, y2);
}

/** An edge within one card bows out of its right side and comes back into it: its left is too far to go. */
function traceLoop(sink: PathSink, x: number, y1: number, y2: number): void {
  const bow = TURN + Math.min(40, Math.abs(y2 - y1) * 0.2);
  if (y1 === y2) sink.bezierCurveTo(x + bow, y1 - 18, x + bow, y2 + 18, x + ARROW, y2 + 3);
  else sink.bezierCurveTo(x + bow, y1, x + bow, y2, x + ARROW, y2);
}

/** Corners of the arrowhead at an edge's end: its tip, then the two behind. */
export function arrowhead(scene: Scene, link: number, y: number): readonly number[] {
  const card = scene.view.linkTo[link]!;
  const loop = scene.view.linkFrom[link] === card;
  const tip = loop ? scene.x[card]! + CARD_WIDTH + 1 : scene.x[card]! - 1;
  const back = loop ? tip + ARROW : tip - ARROW;
  return [tip, y, back, y - ARROW * 0.5, back, y + ARROW * 0.5];
}

/** Points along an edge's line, close enough together to measure distances to it. */
export function flatten(scene: Scene, edge: number, link: number, steps = 12): number[] {
  const points: number[] = [];
  let [x, y] = [0, 0];
  traceEdge(
    {
      moveTo: (nx, ny) => {
        points.push(nx, ny);
        [x, y] = [nx, ny];
      },
      lineTo: (nx, ny) => {
        points.push(nx, ny);
        [x, y] = [nx, ny];
      },
      bezierCurveTo: (x1, y1, x2, y2, nx, ny) => {
        for (let i = 1; i <= steps; i++) {
          const t = i / steps;
          const s = 1 - t;
          points.push(
            s * s * s * x + 3 * s * s * t * x1 + 3 * s * t * t * x2 + t * t * t * nx,
            s * s * s * y + 3 * s * s * t * y1 + 3 * s * t * t * y2 + t * t * t * ny,
          );
        }
        [x, y] = [nx, ny];
      },
    },
    scene,
    edge,
    link,
  );
  return points;
}

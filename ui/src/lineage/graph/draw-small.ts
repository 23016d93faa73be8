/** Cards as they are seen from afar: plain rectangles, or boxes with a name. */

import { CARD_WIDTH } from "./geometry";
import type { Look } from "./look";
import { kindOf } from "./palette";
import type { Scene } from "./scene";
import { brokenName, SANS } from "./text";

/** Height of a line where a name is all that fits, in pixels on screen. */
const LINE = 13;

/** Cards as plain coloured rectangles. */
export function drawBlocks(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  cards: readonly number[],
  look: Look,
  strong: boolean,
): void {
  const byKind = new Map<string, number[]>();
  for (const card of cards) {
    const { kind } = scene.view.cards[card]!;
    const list = byKind.get(kind);
    if (list) list.push(card);
    else byKind.set(kind, [card]);
  }
  ctx.globalAlpha = strong ? 1 : 0.72;
  for (const [kind, list] of byKind) {
    ctx.fillStyle = kindOf(look.palette, kind).colour;
    for (const card of list)
      ctx.fillRect(scene.x[card]!, scene.y[card]!, CARD_WIDTH, scene.geometry.height[card]!);
  }
  ctx.globalAlpha = 1;
}

/** A card as a box with its name as large as it fits. */
export function drawNamed(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  card: number,
  look: Look,
  zoom: number,
): void {
  const { title, kind } = scene.view.cards[card]!;
  const [x, y, height] = [scene.x[card]!, scene.y[card]!, scene.geometry.height[card]!];
  const colours = kindOf(look.palette, kind);
  ctx.fillStyle = colours.tint;
  ctx.fillRect(x, y, CARD_WIDTH, height);
  ctx.strokeStyle = look.selected.has(scene.view.cards[card]!.firstPort)
    ? look.palette.accent
    : look.palette.border;
  ctx.lineWidth = 1 / zoom;
  ctx.strokeRect(x, y, CARD_WIDTH, height);
  ctx.fillStyle = colours.colour;
  ctx.fillRect(x, y, 4 / zoom, height);
  const room = CARD_WIDTH * zoom - 12;
  if (room < 18 || height * zoom < 12) return;
  const size = 10.5;
  const font = `600 ${size}px ${SANS}`;
  const prefix = look.prefixes.get(scene.view.cards[card]!.database) ?? "";
  const name = title.startsWith(prefix) && title.length > prefix.length ? title.slice(prefix.length) : title;
  // A few widths only, so that cuts are found again at the next zoom.
  const width = Math.round(room / 8) * 8;
  const lines = Math.max(1, Math.min(4, Math.floor((height * zoom - 6) / LINE)));
  const text = brokenName(name, (part) => look.fitter.width(part, font) <= width, lines);
  ctx.font = `600 ${size / zoom}px ${SANS}`;
  ctx.fillStyle = look.palette.ink;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  const top = height * zoom < LINE + 12 ? y + height / 2 : y + 12 / zoom;
  text.forEach((line, i) => {
    ctx.fillText(look.fitter.cut(line, font, width), x + 8 / zoom, top + (i * LINE) / zoom);
  });
}

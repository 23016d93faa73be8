/** A card on a canvas with all it shows when one is near: header, rows, foot. */

import { drawGrowButtons, drawHandles } from "./draw-handles";
import { CARD_PADDING, CARD_WIDTH, HEADER_HEIGHT, hasFooter, ROW_HEIGHT } from "./geometry";
import { iconPath } from "./icons";
import { DETAIL, type Look } from "./look";
import { type Kind, kindOf } from "./palette";
import type { Scene } from "./scene";
import { BADGE_FONT, ROW_FONT, SMALL_FONT, TITLE_FONT } from "./text";
import { portName, portType } from "./to-view";

export const RADIUS = 7;
export const TEXT_LEFT = 14;
export const TITLE_LEFT = 36;
const TYPE_ROOM = 104;

/** A card with header and rows. `pixel` is the size of a device pixel in world units. */
export function drawCard(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  card: number,
  look: Look,
  zoom: number,
  pixel: number,
): void {
  const { palette } = look;
  const it = scene.view.cards[card]!;
  const kind = kindOf(palette, it.kind);
  const [x, y] = [scene.x[card]!, scene.y[card]!];
  const height = scene.geometry.height[card]!;
  const chosen = look.selected.has(it.firstPort);
  const temporary = it.kind === "VOLATILE_TABLE" || it.kind === "GLOBAL_TEMPORARY_TABLE";

  if (zoom >= DETAIL.text) {
    box(ctx, x, y + 2, CARD_WIDTH, height, RADIUS);
    ctx.fillStyle = palette.shadow;
    ctx.fill();
  }
  box(ctx, x, y, CARD_WIDTH, height, RADIUS);
  ctx.fillStyle = palette.card;
  ctx.fill();
  const closed = height <= HEADER_HEIGHT;
  box(ctx, x, y, CARD_WIDTH, HEADER_HEIGHT, RADIUS, closed ? RADIUS : 0);
  ctx.fillStyle =
    look.hoverPort === it.firstPort && !chosen ? palette.hover : chosen ? palette.accentSoft : kind.tint;
  ctx.fill();
  if (!closed) {
    ctx.fillStyle = palette.divider;
    ctx.fillRect(x, y + HEADER_HEIGHT - pixel, CARD_WIDTH, pixel);
  }
  drawRows(ctx, scene, card, look, zoom, pixel);
  box(ctx, x, y, CARD_WIDTH, height, RADIUS);
  ctx.strokeStyle = chosen || it.depth === 0 ? palette.accent : palette.border;
  ctx.lineWidth = chosen ? 2 / zoom : it.depth === 0 ? 1.5 / zoom : Math.max(pixel, 1 / zoom);
  if (temporary) ctx.setLineDash([5, 3]);
  ctx.stroke();
  ctx.setLineDash([]);
  drawHeader(ctx, scene, card, look, kind);
  if (zoom >= DETAIL.text) {
    drawHandles(ctx, scene, card, look, zoom);
    if (look.growable) {
      drawGrowButtons(ctx, scene, card, look, zoom);
    }
  }
}

function drawHeader(ctx: CanvasRenderingContext2D, scene: Scene, card: number, look: Look, kind: Kind): void {
  const it = scene.view.cards[card]!;
  const { palette, fitter } = look;
  const [x, y] = [scene.x[card]!, scene.y[card]!];
  ctx.save();
  ctx.translate(x + 13, y + 8);
  ctx.strokeStyle = kind.colour;
  ctx.lineWidth = 1.3;
  ctx.lineJoin = "round";
  ctx.stroke(iconPath(it.kind));
  ctx.restore();

  const badge = fitter.width(kind.label, BADGE_FONT) + 10;
  const right = x + CARD_WIDTH - 14;
  box(ctx, right - badge, y + 9, badge, 15, 4);
  ctx.globalAlpha *= 0.13;
  ctx.fillStyle = kind.colour;
  ctx.fill();
  ctx.globalAlpha /= 0.13;
  ctx.textBaseline = "middle";
  ctx.textAlign = "center";
  ctx.font = BADGE_FONT;
  ctx.fillStyle = kind.colour;
  ctx.fillText(kind.label, right - badge / 2, y + 17);

  ctx.textAlign = "left";
  ctx.font = TITLE_FONT;
  ctx.fillStyle = palette.ink;
  ctx.fillText(
    fitter.cut(it.title, TITLE_FONT, CARD_WIDTH - TITLE_LEFT - badge - 22),
    x + TITLE_LEFT,
    y + 17,
  );
  ctx.font = SMALL_FONT;
  ctx.fillStyle = palette.muted;
  const below = subtitle(scene, card);
  ctx.fillText(fitter.cut(below, SMALL_FONT, CARD_WIDTH - TITLE_LEFT - 40), x + TITLE_LEFT, y + 33);
  if (it.rowCount > 0) {
    const open = scene.geometry.state[card] !== "closed";
    ctx.beginPath();
    ctx.moveTo(right - 12, y + (open ? 31 : 35));
    ctx.lineTo(right - 7.5, y + (open ? 35.5 : 30.5));
    ctx.lineTo(right - 3, y + (open ? 31 : 35));
    ctx.strokeStyle = palette.muted;
    ctx.lineWidth = 1.4;
    ctx.stroke();
  }
}

/** The line under a card's name. */
export function subtitle(scene: Pick<Scene, "view" | "geometry">, card: number): string {
  const it = scene.view.cards[card]!;
  const noun = scene.view.granularity === "database" ? "table" : "column";
  const rows = it.rowCount === 1 ? `1 ${noun}` : `${it.rowCount} ${noun}s`;
  if (scene.view.granularity === "database") return rows;
  return scene.geometry.state[card] === "closed" && it.rowCount > 0
    ? `${it.database} · ${rows}`
    : it.database;
}

function drawRows(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  card: number,
  look: Look,
  zoom: number,
  pixel: number,
): void {
  const { view, geometry } = scene;
  const { palette, fitter } = look;
  const it = view.cards[card]!;
  if (geometry.state[card] === "closed" || it.rowCount === 0) return;
  const [x, y] = [scene.x[card]!, scene.y[card]!];
  const readable = zoom >= DETAIL.text;
  for (let port = it.firstPort + 1; port <= it.firstPort + it.rowCount; port++) {
    if (!geometry.shown[port]) continue;
    const middle = y + geometry.portY[port]!;
    const isLit = look.lit?.ports[port] === 1;
    if (look.selected.has(port)) {
      ctx.fillStyle = palette.accentSoft;
      ctx.fillRect(x + pixel, middle - ROW_HEIGHT / 2, CARD_WIDTH - 2 * pixel, ROW_HEIGHT);
      ctx.fillStyle = palette.accent;
      ctx.fillRect(x + pixel, middle - ROW_HEIGHT / 2, 3, ROW_HEIGHT);
    } else if (look.hoverPort === port) {
      ctx.fillStyle = palette.hover;
      ctx.fillRect(x + pixel, middle - ROW_HEIGHT / 2, CARD_WIDTH - 2 * pixel, ROW_HEIGHT);
    }
    const name = portName(view, port);
    const type = portType(view, port) ?? "";
    if (!readable) {
      ctx.fillStyle = isLit ? palette.accent : palette.bar;
      ctx.fillRect(x + TEXT_LEFT, middle - 3, Math.min(150, 7 * name.length), 6);
      continue;
    }
    ctx.textBaseline = "middle";
    ctx.textAlign = "right";
    ctx.font = SMALL_FONT;
    ctx.fillStyle = palette.muted;
    const typeText = fitter.cut(type, SMALL_FONT, TYPE_ROOM);
    const typeWidth = type ? fitter.width(typeText, SMALL_FONT) + 10 : 0;
    ctx.fillText(typeText, x + CARD_WIDTH - TEXT_LEFT, middle + 0.5);
    ctx.textAlign = "left";
    ctx.font = ROW_FONT;
    ctx.fillStyle = look.lit && !isLit ? palette.muted : palette.ink;
    ctx.fillText(
      fitter.cut(name, ROW_FONT, CARD_WIDTH - 2 * TEXT_LEFT - Math.ceil(typeWidth)),
      x + TEXT_LEFT,
      middle + 0.5,
    );
  }
  if (hasFooter(view, geometry, card)) drawFooter(ctx, scene, card, look, readable);
}

/** The line at the foot of a card that opens or shortens it. */
export function footerText(scene: Pick<Scene, "view" | "geometry">, card: number): string {
  const noun = scene.view.granularity === "database" ? "tables" : "columns";
  return scene.geometry.state[card] === "all"
    ? "Show fewer"
    : `Show all ${scene.view.cards[card]!.rowCount} ${noun}`;
}

function drawFooter(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  card: number,
  look: Look,
  readable: boolean,
): void {
  const x = scene.x[card]!;
  const middle = scene.y[card]! + scene.geometry.height[card]! - CARD_PADDING / 2 - ROW_HEIGHT / 2;
  ctx.fillStyle = look.palette.accent;
  if (!readable) {
    ctx.fillRect(x + TEXT_LEFT, middle - 2, 90, 4);
    return;
  }
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.font = SMALL_FONT;
  ctx.fillText(footerText(scene, card), x + TEXT_LEFT, middle);
}

function box(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
  below = radius,
): void {
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, [radius, radius, below, below]);
}

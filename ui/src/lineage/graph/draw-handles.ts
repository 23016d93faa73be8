/** What stands on the sides of a card: dots where edges leave, and the buttons that load the next hop. */

import { CARD_WIDTH, GROW_RADIUS, GROW_Y } from "./geometry";
import { growKey, type Look } from "./look";
import type { Scene } from "./scene";
import { topologyOf } from "./topology";

/** Dots where edges meet rows. */
export function drawHandles(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  card: number,
  look: Look,
  zoom: number,
): void {
  const { out } = topologyOf(scene.view);
  const it = scene.view.cards[card]!;
  const [x, y] = [scene.x[card]!, scene.y[card]!];
  ctx.beginPath();
  for (let port = it.firstPort; port <= it.firstPort + it.rowCount; port++) {
    if (!scene.geometry.shown[port] || out.start[port + 1] === out.start[port]) continue;
    const middle = y + scene.geometry.portY[port]!;
    ctx.moveTo(x + CARD_WIDTH + 3, middle);
    ctx.arc(x + CARD_WIDTH, middle, 3, 0, 2 * Math.PI);
  }
  ctx.fillStyle = look.palette.card;
  ctx.fill();
  ctx.strokeStyle = look.palette.muted;
  ctx.lineWidth = 1 / zoom;
  ctx.stroke();
}

/** The button that loads, or takes back, the next hop on one side. */
function drawGrow(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  grown: boolean,
  look: Look,
  zoom: number,
): void {
  ctx.beginPath();
  ctx.arc(x, y, GROW_RADIUS, 0, 2 * Math.PI);
  ctx.fillStyle = look.palette.card;
  ctx.fill();
  ctx.strokeStyle = look.palette.border;
  ctx.lineWidth = 1 / zoom;
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x - 3.5, y);
  ctx.lineTo(x + 3.5, y);
  if (!grown) {
    ctx.moveTo(x, y - 3.5);
    ctx.lineTo(x, y + 3.5);
  }
  ctx.strokeStyle = look.palette.muted;
  ctx.lineWidth = 1.4;
  ctx.stroke();
}

/** Both buttons of a card. */
export function drawGrowButtons(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  card: number,
  look: Look,
  zoom: number,
): void {
  const { id } = scene.view.cards[card]!;
  const [x, y] = [scene.x[card]!, scene.y[card]! + GROW_Y];
  drawGrow(ctx, x, y, look.grown.has(growKey("upstream", id)), look, zoom);
  drawGrow(ctx, x + CARD_WIDTH, y, look.grown.has(growKey("downstream", id)), look, zoom);
}

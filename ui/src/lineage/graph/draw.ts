/** A scene on a canvas: clusters, edges, cards, in this order; then, over a veil, what is lit. */

import { type Camera, type Rect, type Size, toWorld, visibleRect } from "./camera";
import { CLUSTER_LABEL, clustersOf } from "./clusters";
import { drawCard } from "./draw-cards";
import { drawEdges, drawLinks, type EdgeStyle } from "./draw-edges";
import { drawBlocks, drawNamed } from "./draw-small";
import { DETAIL, type Look } from "./look";
import { countLines, linksWithin, rectOf, type Scene } from "./scene";
import { SANS } from "./text";
import { topologyOf } from "./topology";

/** Where to draw: `ratio` device pixels to a pixel on screen; `region`, where given, is all that is drawn. */
export interface Surface {
  readonly ctx: CanvasRenderingContext2D;
  readonly size: Size;
  readonly ratio: number;
  readonly region?: Rect;
}

/** `columns`: every column edge; `links`: one line between two cards; `cards`: no lines. */
export type Detail = "columns" | "links" | "cards";

const CARDS_A_STEP = 12;
/** Beyond this many lines in view each is drawn faintly, and links lose their curves. */
const MANY_LINES = 700;
const VEIL = 0.74;
const NONE: ReadonlySet<number> = new Set();

/**
 * Draw everything but the highlight; yields often. The surface is cleared first. `lines` says how crowded the whole
 * view is, which decides how strongly lines are drawn.
 */
export function* paint(
  surface: Surface,
  scene: Scene,
  camera: Camera,
  shown: Look,
  detail: Detail,
  lines = linesInView(scene, visibleRect(camera, surface.size), detail),
): Generator<void> {
  const look = { ...shown, lit: null, selected: NONE, hoverPort: null };
  const { ctx, size, ratio } = surface;
  const region = surface.region ?? { x: 0, y: 0, ...size };
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.beginPath();
  ctx.rect(region.x * ratio, region.y * ratio, region.width * ratio, region.height * ratio);
  ctx.clip();
  ctx.globalAlpha = 1;
  ctx.fillStyle = look.palette.canvas;
  ctx.fillRect(region.x * ratio, region.y * ratio, region.width * ratio, region.height * ratio);
  place(surface, camera);
  const corner = toWorld(camera, region.x, region.y);
  const rect = { ...corner, width: region.width / camera.zoom, height: region.height / camera.zoom };
  if (look.clusters) drawClusters(ctx, scene, look, camera.zoom);
  if (detail !== "cards") {
    const links = linksWithin(scene, rect);
    const style = edgeStyle(look, camera, ratio, lines);
    if (detail === "columns") {
      yield* drawEdges(ctx, scene, edgesOf(scene, links), topologyOf(scene.view).linkOf, style);
    } else {
      yield* drawLinks(ctx, scene, links, style);
    }
  }
  yield* drawCards(surface, scene, camera, look, scene.grid.within(rect), false);
  ctx.restore();
}

/** The most detail that a zoom lets one see. */
export function fullDetail(zoom: number): Detail {
  return zoom >= DETAIL.rows ? "columns" : "links";
}

/** How many lines a detail draws in a rectangle of the world. */
export function linesInView(scene: Scene, rect: Rect, detail: Detail): number {
  return detail === "cards" ? 0 : countLines(scene, rect, detail === "columns");
}

/** How crowded a view counts as; views of one crowd are drawn in one style. */
export function crowdOf(lines: number): number {
  return [150, MANY_LINES, 2 * MANY_LINES, 3 * MANY_LINES].filter((limit) => lines > limit).length;
}

/** Lay a veil over what was painted, and what is lit on top; `share` is how far the change has come, 0 to 1. */
export function paintLit(surface: Surface, scene: Scene, camera: Camera, look: Look, share: number): void {
  const { lit } = look;
  if (!lit) return;
  const { ctx, size, ratio } = surface;
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.globalAlpha = VEIL * share;
  ctx.fillStyle = look.palette.canvas;
  ctx.fillRect(0, 0, size.width * ratio, size.height * ratio);
  ctx.globalAlpha = 1;
  place(surface, camera);
  const rect = visibleRect(camera, size);
  const links = linksWithin(scene, rect).filter((link) => lit.links[link] === 1);
  const edges =
    camera.zoom < DETAIL.rows ? [] : edgesOf(scene, links).filter((edge) => lit.edges[edge] === 1);
  const columns = camera.zoom >= DETAIL.text || (edges.length > 0 && edges.length <= MANY_LINES);
  const style = edgeStyle(look, camera, ratio, columns ? edges.length : links.length);
  const strong = {
    ...style,
    alpha: share * Math.max(style.alpha, 0.6),
    width: Math.max(style.width, columns ? 1.75 : 1),
  };
  finish(
    columns
      ? drawEdges(ctx, scene, edges, topologyOf(scene.view).linkOf, strong)
      : drawLinks(ctx, scene, links, strong),
  );
  const cards = scene.grid.within(rect).filter((card) => lit.cards[card] === 1);
  ctx.globalAlpha = share;
  finish(drawCards(surface, scene, camera, look, cards, true));
  ctx.globalAlpha = 1;
}

/** What the pointer is on, over everything else. */
export function paintHover(surface: Surface, scene: Scene, camera: Camera, look: Look): void {
  if (camera.zoom < DETAIL.rows) return;
  place(surface, camera);
  if (look.hoverEdge !== null && look.hoverEdge < scene.view.from.length) {
    const style = { ...edgeStyle(look, camera, surface.ratio, 1), alpha: 1, width: 2.5 };
    finish(drawEdges(surface.ctx, scene, [look.hoverEdge], topologyOf(scene.view).linkOf, style));
  }
  if (look.hoverPort !== null && look.hoverPort < scene.view.portCard.length) {
    finish(drawCards(surface, scene, camera, look, [scene.view.portCard[look.hoverPort]!], true));
  }
}

/** One card with its links, over everything else, as while it is dragged. */
export function paintCard(surface: Surface, scene: Scene, camera: Camera, look: Look, card: number): void {
  place(surface, camera);
  const { linksOut, linksInto } = topologyOf(scene.view);
  const links = [linksOut, linksInto].flatMap(({ start, items }) => [
    ...items.subarray(start[card]!, start[card + 1]!),
  ]);
  finish(drawLinks(surface.ctx, scene, links, { ...edgeStyle(look, camera, surface.ratio, 1), alpha: 0.9 }));
  finish(drawCards(surface, scene, camera, look, [card], true));
}

/** Run a drawing to its end at once. */
export function finish(drawing: Generator<void>): void {
  while (!drawing.next().done);
}

function place({ ctx, ratio }: Surface, camera: Camera): void {
  const scale = camera.zoom * ratio;
  // Whole device pixels for the origin keep the cards' borders crisp at zoom 1.
  ctx.setTransform(scale, 0, 0, scale, Math.round(-camera.x * scale), Math.round(-camera.y * scale));
}

function* drawCards(
  { ctx, ratio }: Surface,
  scene: Scene,
  camera: Camera,
  look: Look,
  cards: readonly number[],
  strong: boolean,
): Generator<void> {
  const { zoom } = camera;
  if (zoom < DETAIL.names) {
    drawBlocks(ctx, scene, cards, look, strong);
    return;
  }
  let drawn = 0;
  for (const card of cards) {
    if (zoom < DETAIL.rows) drawNamed(ctx, scene, card, look, zoom);
    else drawCard(ctx, scene, card, look, zoom, 1 / (zoom * ratio));
    if (++drawn % CARDS_A_STEP === 0) yield;
  }
}

function edgesOf(scene: Scene, links: readonly number[]): number[] {
  const { linkStart } = scene.view;
  const edges: number[] = [];
  for (const link of links) for (let e = linkStart[link]!; e < linkStart[link + 1]!; e++) edges.push(e);
  return edges;
}

function edgeStyle(look: Look, camera: Camera, ratio: number, lines: number): EdgeStyle {
  const many = lines > MANY_LINES;
  return {
    palette: look.palette,
    zoom: camera.zoom,
    width: many || camera.zoom < DETAIL.rows ? 1 / ratio : camera.zoom < DETAIL.text ? 1 : 1.35,
    alpha: many ? 0.3 : lines > 150 ? 0.6 : 0.85,
    dashes: lines <= 2 * MANY_LINES && camera.zoom >= DETAIL.names,
    arrows: camera.zoom >= DETAIL.rows && lines <= 3 * MANY_LINES,
    straight: many || camera.zoom < DETAIL.names,
  };
}

function drawClusters(ctx: CanvasRenderingContext2D, scene: Scene, look: Look, zoom: number): void {
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  for (const cluster of clustersOf(scene)) {
    ctx.beginPath();
    ctx.roundRect(cluster.x, cluster.y, cluster.width, cluster.height, 12);
    ctx.fillStyle = look.palette.cluster;
    ctx.fill();
    ctx.strokeStyle = look.palette.clusterBorder;
    ctx.lineWidth = 1 / zoom;
    ctx.stroke();
    if (zoom >= DETAIL.names) {
      const size = Math.min(12 / zoom, 24);
      ctx.font = `600 ${size}px ${SANS}`;
      ctx.fillStyle = look.palette.muted;
      const text = look.fitter.cut(cluster.database, `600 12px ${SANS}`, ((cluster.width - 28) * 12) / size);
      ctx.fillText(text, cluster.x + 14, cluster.y + CLUSTER_LABEL / 2 + 6);
    }
  }
}

/** The rectangle around some cards, or around all. */
export function* rectsOf(scene: Scene, cards?: Iterable<number>): Generator<ReturnType<typeof rectOf>> {
  if (cards) for (const card of cards) yield rectOf(scene, card);
  else for (let card = 0; card < scene.view.cards.length; card++) yield rectOf(scene, card);
}

/**
 * The canvas and its frames: which picture is shown, from where, and how one becomes the next.
 *
 * While the view moves, frames are drawn at once with one line between two cards (or with all edges, where they are
 * few). Once it rests, the full picture is drawn aside, a slice a frame, and kept; highlights and hovers are then one
 * copy of it and what is lit on top.
 */

import {
  around,
  between,
  type Camera,
  centreOn,
  clampZoom,
  fitTo,
  panBy,
  type Rect,
  type Size,
  toScreen,
  visibleRect,
  zoomAt,
} from "./camera";
import { type Detail, finish, paint, paintHover, paintLit, rectsOf, type Surface } from "./draw";
import { DETAIL, type Look } from "./look";
import { linksWithin, moveCard, rectOf, type Scene } from "./scene";

export interface StageEvents {
  /** The full picture stands. */
  onSettled?(): void;
}

const REST_MS = 110;
const SLICE_MS = 9;
const MOVE_MS = 260;
const LIGHT_MS = 240;
/** Up to this many column edges in view are drawn in full even while it moves. */
const FEW_EDGES = 260;
const FEW_CARDS = 40;

const easeOut = (share: number) => 1 - (1 - share) ** 3;

export class Stage {
  readonly canvas: HTMLCanvasElement;
  readonly #ctx: CanvasRenderingContext2D;
  readonly #events: StageEvents;
  /** Whether changes are animated. */
  readonly #calm: () => boolean;
  #scene: Scene | null = null;
  #look: Look;
  #camera: Camera = { x: 0, y: 0, zoom: 1 };
  #size: Size = { width: 0, height: 0 };
  #ratio = 1;
  #frame = 0;
  #movedAt = 0;
  #flight: { from: Camera; to: Camera; begun: number } | null = null;
  #litSince = 0;
  #aside: Surface | null = null;
  #drawing: Generator<void> | null = null;
  #settled = false;
  readonly #watchers = new Set<(camera: Camera) => void>();

  constructor(
    canvas: HTMLCanvasElement,
    look: Look,
    events: StageEvents = {},
    calm: () => boolean = () => false,
  ) {
    this.canvas = canvas;
    this.#ctx = canvas.getContext("2d", { alpha: false })!;
    this.#look = look;
    this.#events = events;
    this.#calm = calm;
  }

  get scene(): Scene | null {
    return this.#scene;
  }

  get camera(): Camera {
    return this.#camera;
  }

  get size(): Size {
    return this.#size;
  }

  get look(): Look {
    return this.#look;
  }

  /** Be told of every move of the camera and of cards; returns how to stop. */
  watch(watcher: (camera: Camera) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** The screen on which it is drawn: CSS pixels, and device pixels to one of them. */
  resize(size: Size, ratio: number): void {
    if (size.width === this.#size.width && size.height === this.#size.height && ratio === this.#ratio) return;
    this.#size = size;
    this.#ratio = ratio;
    this.canvas.width = Math.max(1, Math.round(size.width * ratio));
    this.canvas.height = Math.max(1, Math.round(size.height * ratio));
    this.#aside = null;
    this.#stale();
  }

  /** Show another scene. `anchor`, the id of a card in both, stays where it is on screen. */
  setScene(scene: Scene, anchor?: string): void {
    const before = this.#scene && anchor ? placeOf(this.#scene, anchor) : null;
    const after = anchor ? placeOf(scene, anchor) : null;
    this.#scene = scene;
    this.#flight = null;
    if (before && after) {
      const { x, y, zoom } = this.#camera;
      this.#camera = { x: x + after.x - before.x, y: y + after.y - before.y, zoom };
    }
    this.#moved();
  }

  /** Change how it is shown. */
  setLook(change: Partial<Look>): void {
    const before = this.#look;
    this.#look = { ...before, ...change };
    const only = (names: (keyof Look)[]) =>
      Object.keys(change).every((name) => names.includes(name as keyof Look));
    if (change.lit !== undefined && change.lit !== before.lit && !(change.lit && before.lit)) {
      this.#litSince = performance.now();
    }
    // The kept picture holds neither the highlight nor what the pointer is on.
    if (only(["lit", "selected", "hoverEdge", "hoverPort"])) this.#request();
    else this.#stale();
  }

  setCamera(camera: Camera): void {
    this.#flight = null;
    this.#camera = camera;
    this.#moved();
  }

  pan(dx: number, dy: number): void {
    this.setCamera(panBy(this.#camera, dx, dy));
  }

  /** Zoom about a point on screen, the middle if none is given. */
  zoom(factor: number, x = this.#size.width / 2, y = this.#size.height / 2): void {
    const floor = this.#fitted()?.zoom ?? 1;
    this.setCamera(zoomAt(this.#camera, x, y, clampZoom(this.#camera.zoom * factor, floor)));
  }

  /** Show everything, or some cards. */
  fit(cards?: Iterable<number>, animate = true): void {
    const camera = this.#fitted(cards);
    if (camera) this.#fly(camera, animate);
  }

  /** Bring a card into view, and no more than that. */
  reveal(card: number, y = 0): void {
    if (!this.#scene) return;
    const rect = rectOf(this.#scene, card);
    const at = toScreen(this.#camera, rect.x, rect.y + y);
    const inside =
      at.x > 8 &&
      at.y > 40 &&
      at.x + rect.width * this.#camera.zoom < this.#size.width - 8 &&
      at.y + 30 < this.#size.height;
    const zoom = Math.max(this.#camera.zoom, DETAIL.text);
    if (!inside || zoom !== this.#camera.zoom) {
      this.#fly(centreOn(rect.x + rect.width / 2, rect.y + Math.max(y, 40), zoom, this.#size), true);
    }
  }

  /** Move a card by a distance in the world. */
  drag(card: number, dx: number, dy: number): void {
    if (!this.#scene) return;
    moveCard(this.#scene, card, this.#scene.x[card]! + dx, this.#scene.y[card]! + dy);
    this.#moved();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#scene = null;
    this.#aside = null;
  }

  #fitted(cards?: Iterable<number>): Camera | null {
    if (!this.#scene || this.#size.width === 0) return null;
    const rect: Rect | null = around(rectsOf(this.#scene, cards));
    return rect && fitTo(rect, this.#size, 48, 1);
  }

  #fly(to: Camera, animate: boolean): void {
    if (!animate || this.#calm()) {
      this.setCamera(to);
      return;
    }
    this.#flight = { from: this.#camera, to, begun: performance.now() };
    this.#request();
  }

  #moved(): void {
    this.#movedAt = performance.now();
    this.#stale();
    for (const watcher of this.#watchers) watcher(this.#camera);
  }

  #stale(): void {
    this.#settled = false;
    this.#drawing = null;
    this.#request();
  }

  #request(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(this.#tick);
  }

  #tick = (now: number): void => {
    this.#frame = 0;
    if (!this.#scene || this.#size.width === 0) return;
    if (this.#flight) {
      const { from, to, begun } = this.#flight;
      const share = Math.min(1, Math.max(0, now - begun) / MOVE_MS);
      this.#camera = share === 1 ? to : between(from, to, easeOut(share), this.#size);
      if (share === 1) this.#flight = null;
      this.#moved();
    }
    if (this.#settled) this.#showKept(now);
    else if (this.#isSmall()) this.#showAtOnce(now);
    else if (this.#flight || now - this.#movedAt < REST_MS) this.#showMoving(now);
    else this.#continueDrawing(now);
  };

  /** Few cards and edges: the full picture fits into a frame. */
  #isSmall(): boolean {
    const scene = this.#scene!;
    const rect = visibleRect(this.#camera, this.#size);
    if (scene.grid.within(rect).length > FEW_CARDS) return false;
    let edges = 0;
    const { linkStart } = scene.view;
    for (const link of linksWithin(scene, rect)) edges += linkStart[link + 1]! - linkStart[link]!;
    return edges <= FEW_EDGES;
  }

  #showAtOnce(now: number): void {
    const surface = this.#surface();
    finish(paint(surface, this.#scene!, this.#camera, this.#look, "columns"));
    this.#finishFrame(surface, now);
    if (!this.#flight && now - this.#movedAt >= REST_MS) this.#events.onSettled?.();
    else this.#request();
  }

  #showMoving(now: number): void {
    const surface = this.#surface();
    finish(paint(surface, this.#scene!, this.#camera, this.#look, "links"));
    this.#finishFrame(surface, now);
    this.#request();
  }

  /** Draw a slice of the full picture aside; the frame on screen stays as it is until that is done. */
  #continueDrawing(now: number): void {
    const aside = this.#aside ?? this.#makeAside();
    this.#aside = aside;
    const detail: Detail = this.#camera.zoom >= DETAIL.rows ? "columns" : "links";
    this.#drawing ??= paint(aside, this.#scene!, this.#camera, this.#look, detail);
    const until = performance.now() + SLICE_MS;
    let done = false;
    while (!done && performance.now() < until) {
      done = this.#drawing.next().done === true;
      // Reading a pixel makes the browser draw what it has only noted down, so that the clock tells the truth.
      aside.ctx.getImageData(0, 0, 1, 1);
    }
    if (done) {
      this.#drawing = null;
      this.#settled = true;
      this.#showKept(now);
      this.#events.onSettled?.();
    } else {
      this.#request();
    }
  }

  #showKept(now: number): void {
    const surface = this.#surface();
    surface.ctx.setTransform(1, 0, 0, 1, 0, 0);
    surface.ctx.globalAlpha = 1;
    surface.ctx.drawImage(this.#aside!.ctx.canvas, 0, 0);
    this.#finishFrame(surface, now);
  }

  #finishFrame(surface: Surface, now: number): void {
    const share = this.#calm() ? 1 : easeOut(Math.min(1, Math.max(0, now - this.#litSince) / LIGHT_MS));
    if (this.#look.lit) {
      paintLit(surface, this.#scene!, this.#camera, this.#look, share);
      if (share < 1) this.#request();
    }
    paintHover(surface, this.#scene!, this.#camera, this.#look);
  }

  #surface(): Surface {
    return { ctx: this.#ctx, size: this.#size, ratio: this.#ratio };
  }

  #makeAside(): Surface {
    const canvas = document.createElement("canvas");
    canvas.width = this.canvas.width;
    canvas.height = this.canvas.height;
    const ctx = canvas.getContext("2d", { alpha: false, willReadFrequently: true })!;
    return { ctx, size: this.#size, ratio: this.#ratio };
  }
}

function placeOf(scene: Scene, id: string): { x: number; y: number } | null {
  const card = scene.view.cards.findIndex((it) => it.id === id);
  return card < 0 ? null : { x: scene.x[card]!, y: scene.y[card]! };
}

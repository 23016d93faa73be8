/**
 * The canvas and its frames: which picture is shown, from where, and how one becomes the next.
 *
 * The full picture is kept aside, so that a frame is one copy of it and what is lit on top. When the view moves
 * sideways the kept picture is shifted and only the strips that came into view are drawn; when it zooms the kept
 * picture is stretched. Once the view rests, what is not as it should be is drawn anew, a slice a frame.
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
  toWorld,
  visibleRect,
  zoomAt,
} from "./camera";
import {
  crowdOf,
  type Detail,
  finish,
  fullDetail,
  linesInView,
  paint,
  paintCard,
  paintHover,
  paintLit,
  rectsOf,
  type Surface,
} from "./draw";
import { DETAIL, type Look } from "./look";
import { hasMoreCards, moveCard, rectOf, type Scene } from "./scene";

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
/** Drawing that takes longer than this leaves too little of a frame for the rest. */
const FRAME_MS = 8;
/** A strip that comes into view is drawn in full up to some number of lines, which follows how fast that goes. */
const MIN_STRIP_LINES = 24;
const MAX_STRIP_LINES = 400;
/** A strip of more than this share of the screen gets bare cards at first. */
const LARGE_SHARE = 0.3;
const STROKES_A_LOOK = 4;

const easeOut = (share: number) => 1 - (1 - share) ** 3;

/** A picture as it was drawn: from where, whether in full, and for how crowded a view. */
interface Kept {
  readonly surface: Surface;
  camera: Camera;
  exact: boolean;
  readonly crowd: number;
}

interface Next {
  readonly surface: Surface;
  readonly camera: Camera;
  readonly drawing: Generator<void>;
  readonly crowd: number;
}

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
  #kept: Kept | null = null;
  #next: Next | null = null;
  #spare: Surface | null = null;
  #dragged: number | null = null;
  #told = false;
  #wholeMs = 0;
  #stripLines = 120;
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
    this.#kept = null;
    this.#next = null;
    this.#spare = null;
    this.#request();
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
    this.#spare = this.#kept?.surface ?? this.#spare;
    this.#kept = null;
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
    else this.#outdate();
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

  /** Move a card by a distance in the world; `drop` ends it. */
  drag(card: number, dx: number, dy: number): void {
    if (!this.#scene) return;
    moveCard(this.#scene, card, this.#scene.x[card]! + dx, this.#scene.y[card]! + dy);
    this.#dragged = card;
    this.#tell();
    this.#request();
  }

  drop(): void {
    this.#dragged = null;
    this.#outdate();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#scene = null;
    this.#kept = null;
    this.#next = null;
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
    this.#next = null;
    this.#tell();
    this.#request();
  }

  #tell(): void {
    for (const watcher of this.#watchers) watcher(this.#camera);
  }

  /** What is kept no longer shows what it should. */
  #outdate(): void {
    if (this.#kept) this.#kept.exact = false;
    this.#next = null;
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
    const moving = this.#flight !== null || now - this.#movedAt < REST_MS;
    const sideways = this.#kept?.camera.zoom === this.#camera.zoom;
    if (!(sideways && this.#kept?.exact) && this.#isSmall() && !(moving && this.#isSlow())) {
      this.#keepWhole(fullDetail(this.#camera.zoom));
    } else if (!this.#kept) this.#keepWhole("links");
    else if (sideways) this.#shiftKept();
    this.#show(now);
    if (moving) this.#request();
    else if (!this.#isExact()) this.#continueDrawing();
    else if (!this.#told) {
      this.#told = true;
      this.#events.onSettled?.();
    }
  };

  /** Few cards and edges: the full picture fits into a frame. */
  #isSmall(): boolean {
    const rect = visibleRect(this.#camera, this.#size);
    if (hasMoreCards(this.#scene!, rect, FEW_CARDS)) return false;
    return linesInView(this.#scene!, rect, "columns") <= FEW_EDGES;
  }

  /** Whether this machine took too long for the last whole picture to draw one a frame. */
  #isSlow(): boolean {
    return this.#kept !== null && this.#wholeMs > FRAME_MS;
  }

  /** Whether what is kept is the full picture of what should be seen now. */
  #isExact(): boolean {
    const kept = this.#kept;
    return kept?.exact === true && sameCamera(kept.camera, this.#camera);
  }

  /** Draw the whole picture at once and keep it. */
  #keepWhole(detail: Detail): void {
    const surface = this.#kept?.surface ?? this.#spare ?? this.#makeAside();
    if (surface === this.#spare) this.#spare = null;
    const lines = linesInView(this.#scene!, visibleRect(this.#camera, this.#size), detail);
    const begun = performance.now();
    finish(paint(surface, this.#scene!, this.#camera, this.#look, detail, lines));
    flush(surface);
    this.#wholeMs = performance.now() - begun;
    const exact = detail === fullDetail(this.#camera.zoom);
    this.#kept = { surface, camera: this.#camera, exact, crowd: crowdOf(lines) };
    this.#told = false;
  }

  /** Move the kept picture along with the camera and draw what came into view. */
  #shiftKept(): void {
    const kept = this.#kept!;
    const scale = this.#camera.zoom * this.#ratio;
    const dx = Math.round(-this.#camera.x * scale) - Math.round(-kept.camera.x * scale);
    const dy = Math.round(-this.#camera.y * scale) - Math.round(-kept.camera.y * scale);
    kept.camera = this.#camera;
    if (dx === 0 && dy === 0) return;
    const { ctx } = kept.surface;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.globalAlpha = 1;
    ctx.drawImage(ctx.canvas, dx, dy);
    this.#told = false;
    const whole = fullDetail(this.#camera.zoom);
    const lines = linesInView(this.#scene!, visibleRect(this.#camera, this.#size), whole);
    const begun = performance.now();
    for (const region of uncovered(this.#size, dx / this.#ratio, dy / this.#ratio)) {
      const detail = this.#detailFor(region);
      if (detail !== whole || crowdOf(lines) !== kept.crowd) kept.exact = false;
      const surface = { ...kept.surface, region };
      finish(paint(surface, this.#scene!, this.#camera, this.#look, detail, lines));
    }
    flush(kept.surface);
    const took = performance.now() - begun;
    if (took > FRAME_MS) this.#stripLines = Math.max(MIN_STRIP_LINES, this.#stripLines / 2);
    else if (took < FRAME_MS / 3) this.#stripLines = Math.min(MAX_STRIP_LINES, this.#stripLines * 1.2);
  }

  /** As much detail as a strip can be given within a frame. */
  #detailFor(region: Rect): Detail {
    const { zoom } = this.#camera;
    const rect = {
      ...toWorld(this.#camera, region.x, region.y),
      width: region.width / zoom,
      height: region.height / zoom,
    };
    const large = region.width * region.height > LARGE_SHARE * this.#size.width * this.#size.height;
    for (const detail of large ? [] : (["columns", "links"] as const)) {
      if (detail === "columns" && fullDetail(zoom) !== "columns") continue;
      if (linesInView(this.#scene!, rect, detail) <= this.#stripLines) return detail;
    }
    return "cards";
  }

  /** Draw a slice of the full picture; what is kept stays on screen until that is done. */
  #continueDrawing(): void {
    const detail = fullDetail(this.#camera.zoom);
    if (!this.#next) {
      const surface = this.#spare ?? this.#makeAside();
      this.#spare = null;
      const lines = linesInView(this.#scene!, visibleRect(this.#camera, this.#size), detail);
      const drawing = paint(surface, this.#scene!, this.#camera, this.#look, detail, lines);
      this.#next = { surface, camera: this.#camera, drawing, crowd: crowdOf(lines) };
    }
    const { surface, camera, drawing, crowd } = this.#next;
    const until = performance.now() + SLICE_MS;
    let done = false;
    while (!done && performance.now() < until) {
      for (let i = 0; i < STROKES_A_LOOK && !done; i++) done = drawing.next().done === true;
      flush(surface);
    }
    if (done) {
      this.#spare = this.#kept?.surface ?? null;
      this.#kept = { surface, camera, exact: true, crowd };
      this.#next = null;
      this.#told = false;
    }
    this.#request();
  }

  /** One frame: the kept picture where it belongs now, then what is lit, dragged, or under the pointer. */
  #show(now: number): void {
    const kept = this.#kept!;
    const surface = { ctx: this.#ctx, size: this.#size, ratio: this.#ratio };
    const { ctx } = surface;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.globalAlpha = 1;
    if (sameCamera(kept.camera, this.#camera)) ctx.drawImage(kept.surface.ctx.canvas, 0, 0);
    else this.#stretch(surface, kept);
    if (this.#look.lit) {
      const share = this.#calm() ? 1 : easeOut(Math.min(1, Math.max(0, now - this.#litSince) / LIGHT_MS));
      paintLit(surface, this.#scene!, this.#camera, this.#look, share);
      if (share < 1) this.#request();
    }
    if (this.#dragged !== null) paintCard(surface, this.#scene!, this.#camera, this.#look, this.#dragged);
    paintHover(surface, this.#scene!, this.#camera, this.#look);
  }

  /** The kept picture larger or smaller than it was drawn, with bare cards around it where it does not reach. */
  #stretch(surface: Surface, kept: Kept): void {
    const { ctx } = surface;
    const share = this.#camera.zoom / kept.camera.zoom;
    const at = toScreen(this.#camera, kept.camera.x, kept.camera.y);
    const [width, height] = [this.#size.width * share, this.#size.height * share];
    for (const region of outside(this.#size, { ...at, width, height })) {
      finish(paint({ ...surface, region }, this.#scene!, this.#camera, this.#look, "cards"));
    }
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.imageSmoothingQuality = "low";
    const r = this.#ratio;
    ctx.drawImage(kept.surface.ctx.canvas, at.x * r, at.y * r, width * r, height * r);
  }

  #makeAside(): Surface {
    const canvas = document.createElement("canvas");
    canvas.width = this.canvas.width;
    canvas.height = this.canvas.height;
    const ctx = canvas.getContext("2d", { alpha: false, willReadFrequently: true })!;
    return { ctx, size: this.#size, ratio: this.#ratio };
  }
}

/** Reading a pixel makes the browser draw what it has only noted down, so that the clock tells the truth. */
function flush({ ctx }: Surface): void {
  ctx.getImageData(0, 0, 1, 1);
}

/** What a picture of this size does not cover once it is moved by whole pixels: strips at its sides. */
export function uncovered(size: Size, dx: number, dy: number): Rect[] {
  return outside(size, { x: dx, y: dy, width: size.width, height: size.height });
}

/** The parts of a screen outside a rectangle, as up to four rectangles that do not overlap, in whole pixels. */
export function outside(size: Size, rect: Rect): Rect[] {
  const left = clamp(Math.ceil(rect.x), size.width);
  const right = clamp(Math.floor(rect.x + rect.width), size.width);
  const top = clamp(Math.ceil(rect.y), size.height);
  const bottom = clamp(Math.floor(rect.y + rect.height), size.height);
  if (right <= left || bottom <= top) return [{ x: 0, y: 0, ...size }];
  return [
    { x: 0, y: 0, width: size.width, height: top },
    { x: 0, y: bottom, width: size.width, height: size.height - bottom },
    { x: 0, y: top, width: left, height: bottom - top },
    { x: right, y: top, width: size.width - right, height: bottom - top },
  ].filter(({ width, height }) => width > 0 && height > 0);
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}

function sameCamera(a: Camera, b: Camera): boolean {
  return a.zoom === b.zoom && a.x === b.x && a.y === b.y;
}

function placeOf(scene: Scene, id: string): { x: number; y: number } | null {
  const card = scene.view.cards.findIndex((it) => it.id === id);
  return card < 0 ? null : { x: scene.x[card]!, y: scene.y[card]! };
}

/**
 * The picture as it is on screen, kept from frame to frame, so that a frame is one copy of it and what is lit on top.
 *
 * When the view moves sideways the kept picture is shifted and only the strips that came into view are drawn; when it
 * zooms the kept picture is stretched. Once the view rests, what is not as it should be is drawn anew, a slice a frame.
 */

import { type Camera, type Rect, type Size, toScreen, toWorld, visibleRect } from "./camera";
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
  type Surface,
} from "./draw";
import type { Look } from "./look";
import { outside, uncovered } from "./regions";
import { hasMoreCards, type Scene } from "./scene";

/** What is to be seen in a frame. */
export interface Shot {
  readonly scene: Scene;
  readonly camera: Camera;
  readonly look: Look;
  /** The view moves, so that the frame must be cheap. */
  readonly moving: boolean;
  /** How far the highlight has come, 0 to 1. */
  readonly lit: number;
  /** A card in the hand, drawn over all others. */
  readonly dragged: number | null;
}

const SLICE_MS = 9;
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

export class Picture {
  readonly #target: CanvasRenderingContext2D;
  #size: Size = { width: 0, height: 0 };
  #ratio = 1;
  #kept: Kept | null = null;
  #next: Next | null = null;
  #spare: Surface | null = null;
  #lastZoom = 0;
  #wholeMs = 0;
  #stripLines = 120;

  /** `target` is what people see. */
  constructor(target: CanvasRenderingContext2D) {
    this.#target = target;
  }

  /** Another screen: nothing of what was drawn fits it. */
  resize(size: Size, ratio: number): void {
    this.#size = size;
    this.#ratio = ratio;
    this.#kept = null;
    this.#next = null;
    this.#spare = null;
  }

  /** What is kept shows nothing of what comes. */
  forget(): void {
    this.#spare = this.#kept?.surface ?? this.#spare;
    this.#kept = null;
    this.#next = null;
  }

  /** What is kept no longer shows quite what it should. */
  outdate(): void {
    if (this.#kept) this.#kept.exact = false;
    this.#next = null;
  }

  /** What is being drawn aside is for another view. */
  interrupt(): void {
    this.#next = null;
  }

  /** Show a frame; true once the full picture stands. */
  show(shot: Shot): boolean {
    this.#keepUp(shot);
    this.#lastZoom = shot.camera.zoom;
    this.#present(shot);
    if (shot.moving) return false;
    if (this.#isExact(shot.camera)) return true;
    this.#continueDrawing(shot);
    return false;
  }

  /** Have something to show from where the camera is, as good as a frame allows. */
  #keepUp(shot: Shot): void {
    const { camera, moving } = shot;
    const level = this.#kept?.camera.zoom === camera.zoom;
    if (!(level && this.#kept?.exact) && this.#isSmall(shot) && !(moving && this.#isSlow())) {
      this.#keepWhole(shot, fullDetail(camera.zoom));
    } else if (!this.#kept) this.#keepWhole(shot, "links");
    else if (level) this.#shift(shot);
    // It was zoomed and is now moved sideways: stretched once, it can be shifted from here on.
    else if (moving && this.#lastZoom === camera.zoom) this.#keepStretched(shot);
  }

  /** Few cards and edges: the full picture fits into a frame. */
  #isSmall({ scene, camera }: Shot): boolean {
    const rect = visibleRect(camera, this.#size);
    if (hasMoreCards(scene, rect, FEW_CARDS)) return false;
    return linesInView(scene, rect, "columns") <= FEW_EDGES;
  }

  /** Whether this machine took too long for the last whole picture to draw one a frame. */
  #isSlow(): boolean {
    return this.#kept !== null && this.#wholeMs > FRAME_MS;
  }

  /** Whether what is kept is the full picture of what should be seen now. */
  #isExact(camera: Camera): boolean {
    return this.#kept?.exact === true && sameCamera(this.#kept.camera, camera);
  }

  /** Draw the whole picture at once and keep it. */
  #keepWhole({ scene, camera, look }: Shot, detail: Detail): void {
    const surface = this.#kept?.surface ?? this.#aside();
    const lines = linesInView(scene, visibleRect(camera, this.#size), detail);
    const begun = performance.now();
    finish(paint(surface, scene, camera, look, detail, lines));
    flush(surface);
    this.#wholeMs = performance.now() - begun;
    this.#kept = { surface, camera, exact: detail === fullDetail(camera.zoom), crowd: crowdOf(lines) };
  }

  /** Move the kept picture along with the camera and draw what came into view. */
  #shift({ scene, camera, look }: Shot): void {
    const kept = this.#kept!;
    const scale = camera.zoom * this.#ratio;
    const dx = Math.round(-camera.x * scale) - Math.round(-kept.camera.x * scale);
    const dy = Math.round(-camera.y * scale) - Math.round(-kept.camera.y * scale);
    kept.camera = camera;
    if (dx === 0 && dy === 0) return;
    const { ctx } = kept.surface;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.globalAlpha = 1;
    ctx.drawImage(ctx.canvas, dx, dy);
    const whole = fullDetail(camera.zoom);
    const lines = linesInView(scene, visibleRect(camera, this.#size), whole);
    const begun = performance.now();
    for (const region of uncovered(this.#size, dx / this.#ratio, dy / this.#ratio)) {
      const detail = this.#detailFor(scene, camera, region);
      if (detail !== whole || crowdOf(lines) !== kept.crowd) kept.exact = false;
      finish(paint({ ...kept.surface, region }, scene, camera, look, detail, lines));
    }
    flush(kept.surface);
    const took = performance.now() - begun;
    if (took > FRAME_MS) this.#stripLines = Math.max(MIN_STRIP_LINES, this.#stripLines / 2);
    else if (took < FRAME_MS / 3) this.#stripLines = Math.min(MAX_STRIP_LINES, this.#stripLines * 1.2);
  }

  /** As much detail as a strip can be given within a frame. */
  #detailFor(scene: Scene, camera: Camera, region: Rect): Detail {
    const { zoom } = camera;
    const rect = {
      ...toWorld(camera, region.x, region.y),
      width: region.width / zoom,
      height: region.height / zoom,
    };
    const large = region.width * region.height > LARGE_SHARE * this.#size.width * this.#size.height;
    for (const detail of large ? [] : (["columns", "links"] as const)) {
      if (detail === "columns" && fullDetail(zoom) !== "columns") continue;
      if (linesInView(scene, rect, detail) <= this.#stripLines) return detail;
    }
    return "cards";
  }

  #keepStretched(shot: Shot): void {
    const kept = this.#kept!;
    const surface = this.#aside();
    this.#stretch(surface, shot);
    this.#spare = kept.surface;
    this.#kept = { surface, camera: shot.camera, exact: false, crowd: kept.crowd };
  }

  /** Draw a slice of the full picture; what is kept stays on screen until that is done. */
  #continueDrawing({ scene, camera: now, look }: Shot): void {
    if (!this.#next) {
      const surface = this.#aside();
      const detail = fullDetail(now.zoom);
      const lines = linesInView(scene, visibleRect(now, this.#size), detail);
      const drawing = paint(surface, scene, now, look, detail, lines);
      this.#next = { surface, camera: now, drawing, crowd: crowdOf(lines) };
    }
    const { surface, camera, drawing, crowd } = this.#next;
    const until = performance.now() + SLICE_MS;
    let done = false;
    while (!done && performance.now() < until) {
      for (let i = 0; i < STROKES_A_LOOK && !done; i++) done = drawing.next().done === true;
      flush(surface);
    }
    if (!done) return;
    this.#spare = this.#kept?.surface ?? null;
    this.#kept = { surface, camera, exact: true, crowd };
    this.#next = null;
  }

  /** The kept picture where it belongs now, then what is lit, dragged, or under the pointer. */
  #present(shot: Shot): void {
    const { scene, camera, look, dragged } = shot;
    const kept = this.#kept!;
    const surface = { ctx: this.#target, size: this.#size, ratio: this.#ratio };
    const { ctx } = surface;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.globalAlpha = 1;
    if (sameCamera(kept.camera, camera)) ctx.drawImage(kept.surface.ctx.canvas, 0, 0);
    else this.#stretch(surface, shot);
    if (look.lit) paintLit(surface, scene, camera, look, shot.lit);
    if (dragged !== null) paintCard(surface, scene, camera, look, dragged);
    paintHover(surface, scene, camera, look);
  }

  /** The kept picture larger or smaller than it was drawn, with bare cards around it where it does not reach. */
  #stretch(surface: Surface, { scene, camera, look }: Shot): void {
    const kept = this.#kept!;
    const { ctx } = surface;
    const share = camera.zoom / kept.camera.zoom;
    const at = toScreen(camera, kept.camera.x, kept.camera.y);
    const [width, height] = [this.#size.width * share, this.#size.height * share];
    for (const region of outside(this.#size, { ...at, width, height })) {
      finish(paint({ ...surface, region }, scene, camera, look, "cards"));
    }
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.globalAlpha = 1;
    ctx.imageSmoothingQuality = "low";
    const r = this.#ratio;
    ctx.drawImage(kept.surface.ctx.canvas, at.x * r, at.y * r, width * r, height * r);
  }

  /** A surface that nobody sees, the spare one if there is one. */
  #aside(): Surface {
    const spare = this.#spare;
    this.#spare = null;
    if (spare) return spare;
    const canvas = document.createElement("canvas");
    canvas.width = this.#target.canvas.width;
    canvas.height = this.#target.canvas.height;
    const ctx = canvas.getContext("2d", { alpha: false, willReadFrequently: true })!;
    return { ctx, size: this.#size, ratio: this.#ratio };
  }
}

/** Reading a pixel makes the browser draw what it has only noted down, so that the clock tells the truth. */
function flush({ ctx }: Surface): void {
  ctx.getImageData(0, 0, 1, 1);
}

function sameCamera(a: Camera, b: Camera): boolean {
  return a.zoom === b.zoom && a.x === b.x && a.y === b.y;
}

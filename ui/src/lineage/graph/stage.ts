/** The stage: from where the scene is seen, how the view moves, and when a frame is due. */

import {
  around,
  between,
  type Camera,
  centreOn,
  clampZoom,
  fitTo,
  keepInView,
  panBy,
  type Rect,
  type Size,
  toScreen,
  zoomAt,
} from "./camera";
import { rectsOf } from "./draw";
import { ROW_HEIGHT } from "./geometry";
import { DETAIL, type Look } from "./look";
import { Picture } from "./picture";
import { moveCard, rectOf, type Scene } from "./scene";

const REST_MS = 110;
const MOVE_MS = 260;
const LIGHT_MS = 240;
const ROOT_ZOOM = 0.75;
/** Ground that may be seen beside the graph, in pixels at zoom 1; buttons and legend stand there. */
const ROOT_MARGIN = 120;

const easeOut = (share: number) => 1 - (1 - share) ** 3;

export class Stage {
  readonly canvas: HTMLCanvasElement;
  readonly #picture: Picture;
  /** Whether changes come at once, without a movement. */
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
  #dragged: number | null = null;
  readonly #watchers = new Set<(camera: Camera) => void>();

  constructor(canvas: HTMLCanvasElement, look: Look, calm: () => boolean = () => false) {
    this.canvas = canvas;
    this.#picture = new Picture(canvas.getContext("2d", { alpha: false })!);
    this.#look = look;
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
    const selected = this.#selectedRect();
    if (selected) this.setCamera(keepInView(this.#camera, selected, this.#size, size));
    this.#size = size;
    this.#ratio = ratio;
    this.canvas.width = Math.max(1, Math.round(size.width * ratio));
    this.canvas.height = Math.max(1, Math.round(size.height * ratio));
    this.#picture.resize(size, ratio);
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
    this.#picture.forget();
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

  /** Show the card that everything started from, readable, with as little empty ground around it as can be. */
  showRoot(): void {
    const card = this.#scene?.view.cards.findIndex((it) => it.depth === 0) ?? -1;
    const whole = this.#scene && around(rectsOf(this.#scene));
    if (!this.#scene || card < 0 || !whole) return;
    const [width, height] = [this.#size.width / ROOT_ZOOM, this.#size.height / ROOT_ZOOM];
    const { x, y } = rectOf(this.#scene, card);
    this.setCamera({
      x: within(x + 128 - width / 2, whole.x - ROOT_MARGIN, whole.x + whole.width + ROOT_MARGIN - width),
      y: within(y + 140 - height / 2, whole.y - ROOT_MARGIN, whole.y + whole.height + ROOT_MARGIN - height),
      zoom: ROOT_ZOOM,
    });
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
    this.#picture.forget();
  }

  /** Where the row or header is that was selected last. */
  #selectedRect(): Rect | null {
    const port = [...this.#look.selected].at(-1);
    if (!this.#scene || port === undefined) return null;
    const { x, y, width } = rectOf(this.#scene, this.#scene.view.portCard[port]!);
    return { x, y: y + this.#scene.geometry.portY[port]! - ROW_HEIGHT / 2, width, height: ROW_HEIGHT };
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
    this.#picture.interrupt();
    this.#tell();
    this.#request();
  }

  #tell(): void {
    for (const watcher of this.#watchers) watcher(this.#camera);
  }

  #outdate(): void {
    this.#picture.outdate();
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
    const lit = this.#calm() ? 1 : easeOut(Math.min(1, Math.max(0, now - this.#litSince) / LIGHT_MS));
    const done = this.#picture.show({
      scene: this.#scene,
      camera: this.#camera,
      look: this.#look,
      moving,
      lit,
      dragged: this.#dragged,
    });
    if (!done || (this.#look.lit && lit < 1)) this.#request();
  };
}

/** A value kept between two bounds; where they leave no room, as it is. */
function within(value: number, least: number, most: number): number {
  return least > most ? value : Math.min(most, Math.max(least, value));
}

function placeOf(scene: Scene, id: string): { x: number; y: number } | null {
  const card = scene.view.cards.findIndex((it) => it.id === id);
  return card < 0 ? null : { x: scene.x[card]!, y: scene.y[card]! };
}

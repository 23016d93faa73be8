/** What part of the world is on screen. A world point w stands at (w - origin) · zoom pixels. */

export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rect extends Size {
  readonly x: number;
  readonly y: number;
}

export const MIN_ZOOM = 0.1;
export const MAX_ZOOM = 2;

/** Bring a zoom within bounds; a picture too large for the smallest zoom may be fitted below it, down to `floor`. */
export function clampZoom(zoom: number, floor = MIN_ZOOM): number {
  return Math.min(MAX_ZOOM, Math.max(Math.min(MIN_ZOOM, floor), zoom));
}

export function toWorld(camera: Camera, x: number, y: number): { x: number; y: number } {
  return { x: camera.x + x / camera.zoom, y: camera.y + y / camera.zoom };
}

export function toScreen(camera: Camera, x: number, y: number): { x: number; y: number } {
  return { x: (x - camera.x) * camera.zoom, y: (y - camera.y) * camera.zoom };
}

/** The world rectangle on a screen of this size. */
export function visibleRect(camera: Camera, size: Size): Rect {
  return { x: camera.x, y: camera.y, width: size.width / camera.zoom, height: size.height / camera.zoom };
}

/** Change the zoom so that the world point under a screen point stays there. */
export function zoomAt(camera: Camera, x: number, y: number, zoom: number): Camera {
  const held = toWorld(camera, x, y);
  return { x: held.x - x / zoom, y: held.y - y / zoom, zoom };
}

/** Move by a distance on screen: the picture follows the pointer. */
export function panBy(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x - dx / camera.zoom, y: camera.y - dy / camera.zoom };
}

/** Show a whole rectangle in the middle, no larger than `most`. An empty rectangle is shown at zoom 1. */
export function fitTo(rect: Rect, size: Size, padding = 40, most = 1): Camera {
  const room = {
    width: Math.max(1, size.width - 2 * padding),
    height: Math.max(1, size.height - 2 * padding),
  };
  const zoom = Math.min(
    most,
    rect.width > 0 ? room.width / rect.width : most,
    rect.height > 0 ? room.height / rect.height : most,
  );
  return centreOn(rect.x + rect.width / 2, rect.y + rect.height / 2, zoom, size);
}

/** What is seen of a rectangle stays in view when the screen becomes smaller: moved no further than that takes. */
export function keepInView(camera: Camera, rect: Rect, before: Size, after: Size, margin = 16): Camera {
  const { x, y } = toScreen(camera, rect.x, rect.y);
  const [right, bottom] = [x + rect.width * camera.zoom, y + rect.height * camera.zoom];
  if (right <= 0 || bottom <= 0 || x >= before.width || y >= before.height) return camera;
  // Its beginning wins where it is larger than the screen; what stood outside before is none of this one's business.
  const over = (start: number, end: number, had: number, has: number) =>
    Math.max(0, Math.min(Math.min(end, had) + margin - has, start - margin));
  return panBy(
    camera,
    -over(x, right, before.width, after.width),
    -over(y, bottom, before.height, after.height),
  );
}

export function centreOn(x: number, y: number, zoom: number, size: Size): Camera {
  return { x: x - size.width / zoom / 2, y: y - size.height / zoom / 2, zoom };
}

/** A camera on the way from one to another, `share` 0 to 1; zoom changes evenly to the eye. */
export function between(a: Camera, b: Camera, share: number, size: Size): Camera {
  const zoom = a.zoom * (b.zoom / a.zoom) ** share;
  const [ax, ay] = [a.x + size.width / a.zoom / 2, a.y + size.height / a.zoom / 2];
  const [bx, by] = [b.x + size.width / b.zoom / 2, b.y + size.height / b.zoom / 2];
  return centreOn(ax + (bx - ax) * share, ay + (by - ay) * share, zoom, size);
}

/** The smallest rectangle around some rectangles; null around none. */
export function around(rects: Iterable<Rect>): Rect | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const rect of rects) {
    left = Math.min(left, rect.x);
    top = Math.min(top, rect.y);
    right = Math.max(right, rect.x + rect.width);
    bottom = Math.max(bottom, rect.y + rect.height);
  }
  return left === Infinity ? null : { x: left, y: top, width: right - left, height: bottom - top };
}

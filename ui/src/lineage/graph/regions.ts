/** What parts of a screen a rectangle leaves free. */

import type { Rect, Size } from "./camera";

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

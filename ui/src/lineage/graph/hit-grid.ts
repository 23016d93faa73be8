/** A grid of square cells that knows which rectangles touch each, to find them by point or by rectangle. */

import type { Rect } from "./camera";

const CELL = 512;
const SPAN = 1 << 20;

export class HitGrid {
  readonly #cells = new Map<number, number[]>();
  readonly #rects = new Map<number, Rect>();

  /** Put a thing into the grid, or move it. */
  put(thing: number, rect: Rect): void {
    const old = this.#rects.get(thing);
    if (old) {
      for (const key of keysOf(old)) {
        const cell = this.#cells.get(key);
        cell?.splice(cell.indexOf(thing), 1);
      }
    }
    this.#rects.set(thing, rect);
    for (const key of keysOf(rect)) {
      const cell = this.#cells.get(key);
      if (cell) cell.push(thing);
      else this.#cells.set(key, [thing]);
    }
  }

  /** The thing at a point, the latest put in if several; undefined where there is none. */
  at(x: number, y: number): number | undefined {
    const cell = this.#cells.get(keyOf(Math.floor(x / CELL), Math.floor(y / CELL)));
    if (!cell) return undefined;
    for (let i = cell.length - 1; i >= 0; i--) {
      const rect = this.#rects.get(cell[i]!)!;
      if (x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height) return cell[i];
    }
    return undefined;
  }

  /** Everything that touches a rectangle, in ascending order. */
  within(rect: Rect): number[] {
    const touches = (thing: number) => {
      const it = this.#rects.get(thing)!;
      return (
        it.x <= rect.x + rect.width &&
        it.x + it.width >= rect.x &&
        it.y <= rect.y + rect.height &&
        it.y + it.height >= rect.y
      );
    };
    const cells = Math.ceil(rect.width / CELL + 1) * Math.ceil(rect.height / CELL + 1);
    if (cells > this.#rects.size) return [...this.#rects.keys()].filter(touches).sort(ascending);
    const found = new Set<number>();
    for (const key of keysOf(rect)) {
      for (const thing of this.#cells.get(key) ?? []) if (touches(thing)) found.add(thing);
    }
    return [...found].sort(ascending);
  }
}

function ascending(a: number, b: number): number {
  return a - b;
}

function keyOf(column: number, row: number): number {
  return column * SPAN + row;
}

function* keysOf(rect: Rect): Generator<number> {
  for (let column = Math.floor(rect.x / CELL); column <= Math.floor((rect.x + rect.width) / CELL); column++) {
    for (let row = Math.floor(rect.y / CELL); row <= Math.floor((rect.y + rect.height) / CELL); row++) {
      yield keyOf(column, row);
    }
  }
}

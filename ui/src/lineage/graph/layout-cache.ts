/** Layouts kept by what they were made from, so that going back and forth costs nothing. */

import type { Layout, LayoutInput } from "./layout";

const LIMIT = 12;

export class LayoutCache {
  readonly #kept = new Map<string, Layout>();

  get(key: string): Layout | undefined {
    const found = this.#kept.get(key);
    if (found) {
      this.#kept.delete(key);
      this.#kept.set(key, found);
    }
    return found;
  }

  /** Keep a layout; the one not looked at for longest goes. */
  set(key: string, layout: Layout): void {
    this.#kept.delete(key);
    this.#kept.set(key, layout);
    if (this.#kept.size > LIMIT) this.#kept.delete(this.#kept.keys().next().value!);
  }
}

/** A key that equal inputs share: sizes, and two 32-bit FNV-1a hashes over all numbers. */
export function keyOf(input: LayoutInput): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (const part of [
    input.width,
    input.height,
    input.from,
    input.to,
    input.fromY,
    input.toY,
    input.weight,
    input.group,
  ]) {
    if (!part) continue;
    const words = new Uint32Array(part.buffer, part.byteOffset, part.byteLength / 4);
    for (const word of words) {
      a = Math.imul(a ^ word, 0x01000193);
      b = Math.imul(b ^ (word >>> 7) ^ (word << 25), 0x85ebca6b);
    }
  }
  return `${input.width.length} ${input.from.length} ${(a >>> 0).toString(36)} ${(b >>> 0).toString(36)}`;
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  around,
  between,
  centreOn,
  clampZoom,
  fitTo,
  keepInView,
  panBy,
  toScreen,
  toWorld,
  zoomAt,
} from "./camera";
import { crowdOf } from "./draw";
import { HitGrid } from "./hit-grid";
import { distanceTo } from "./pick";
import { outside, uncovered } from "./regions";

const size = { width: 800, height: 600 };
const coordinate = fc.integer({ min: -5_000, max: 5_000 });
const rect = fc.record({
  x: coordinate,
  y: coordinate,
  width: fc.integer({ min: 1, max: 3_000 }),
  height: fc.integer({ min: 1, max: 3_000 }),
});
const camera = fc.record({ x: coordinate, y: coordinate, zoom: fc.constantFrom(0.1, 0.4, 1, 2) });

describe("the camera", () => {
  it("leads from the world to the screen and back", () => {
    fc.assert(
      fc.property(camera, coordinate, coordinate, (it, x, y) => {
        const at = toScreen(it, x, y);
        const back = toWorld(it, at.x, at.y);
        expect(back.x).toBeCloseTo(x, 6);
        expect(back.y).toBeCloseTo(y, 6);
      }),
    );
  });

  it("holds the point it zooms about", () => {
    fc.assert(
      fc.property(camera, fc.nat(800), fc.nat(600), (it, x, y) => {
        const [before, after] = [toWorld(it, x, y), toWorld(zoomAt(it, x, y, 0.73), x, y)];
        expect(after.x).toBeCloseTo(before.x, 6);
        expect(after.y).toBeCloseTo(before.y, 6);
      }),
    );
  });

  it("fits a rectangle onto the screen, and flies from one view to another", () => {
    fc.assert(
      fc.property(rect, camera, (it, from) => {
        const fitted = fitTo(it, size, 40);
        const [start, end] = [
          toScreen(fitted, it.x, it.y),
          toScreen(fitted, it.x + it.width, it.y + it.height),
        ];
        expect(start.x).toBeGreaterThanOrEqual(39.9);
        expect(start.y).toBeGreaterThanOrEqual(39.9);
        expect(end.x).toBeLessThanOrEqual(760.1);
        expect(end.y).toBeLessThanOrEqual(560.1);
        expect(between(from, fitted, 0, size).x).toBeCloseTo(from.x, 3);
        expect(between(from, fitted, 1, size).x).toBeCloseTo(fitted.x, 3);
      }),
    );
  });

  it("keeps what is seen in view on a smaller screen, and moves for nothing else", () => {
    const small = fc.record({
      width: fc.integer({ min: 300, max: 800 }),
      height: fc.integer({ min: 200, max: 600 }),
    });
    const card = fc.record({
      x: fc.integer({ min: -400, max: 900 }),
      y: fc.integer({ min: -400, max: 700 }),
      width: fc.constant(240),
      height: fc.constant(24),
    });
    fc.assert(
      fc.property(card, small, (it, smaller) => {
        const from = { x: 0, y: 0, zoom: 1 };
        const kept = keepInView(from, it, size, smaller);
        const at = toScreen(kept, it.x, it.y);
        const wasWhole = it.x >= 16 && it.y >= 16 && it.x + 240 <= 800 && it.y + 24 <= 600;
        if (wasWhole) {
          expect(at.x).toBeGreaterThanOrEqual(16);
          expect(at.y).toBeGreaterThanOrEqual(16);
          expect(at.x + 240).toBeLessThanOrEqual(smaller.width - 16);
          expect(at.y + 24).toBeLessThanOrEqual(smaller.height - 16);
        }
        const unseen = it.x + 240 <= 0 || it.y + 24 <= 0 || it.x >= 800 || it.y >= 600;
        const fits = it.x + 240 <= smaller.width - 16 && it.y + 24 <= smaller.height - 16;
        if (unseen || fits) expect(kept).toEqual(from);
      }),
    );
  });

  it("follows the pointer, and stays within its zooms but for what is too large to fit", () => {
    expect(panBy({ x: 0, y: 0, zoom: 0.5 }, 10, -10)).toEqual({ x: -20, y: 20, zoom: 0.5 });
    expect(centreOn(100, 100, 1, size)).toEqual({ x: -300, y: -200, zoom: 1 });
    expect([clampZoom(9), clampZoom(0.01), clampZoom(0.01, 0.02)]).toEqual([2, 0.1, 0.02]);
    expect(around([])).toBeNull();
  });
});

describe("what a moved picture leaves open", () => {
  const area = (rects: readonly { width: number; height: number }[]) =>
    rects.reduce((sum, { width, height }) => sum + width * height, 0);

  it("is all of the screen that the picture does not cover, once", () => {
    fc.assert(
      fc.property(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 }), (dx, dy) => {
        const covered = Math.max(0, 800 - Math.abs(dx)) * Math.max(0, 600 - Math.abs(dy));
        expect(area(uncovered(size, dx, dy))).toBe(800 * 600 - covered);
      }),
    );
  });

  it("lies on whole pixels", () => {
    fc.assert(
      fc.property(rect, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (it, part) => {
        for (const { x, y, width, height } of outside(size, { ...it, x: it.x + part })) {
          for (const value of [x, y, width, height]) expect(Number.isInteger(value)).toBe(true);
        }
      }),
    );
  });
});

describe("HitGrid", () => {
  const touches = (a: { x: number; y: number; width: number; height: number }, b: typeof a) =>
    a.x <= b.x + b.width && a.x + a.width >= b.x && a.y <= b.y + b.height && a.y + a.height >= b.y;

  it("finds what a look at every rectangle finds, also after moves", () => {
    fc.assert(
      fc.property(
        fc.array(rect, { minLength: 1, maxLength: 20 }),
        rect,
        fc.nat(),
        rect,
        (rects, to, pick, window) => {
          const grid = new HitGrid();
          rects.forEach((it, i) => {
            grid.put(i, it);
          });
          const now = rects.slice();
          now[pick % rects.length] = to;
          grid.put(pick % rects.length, to);
          const expected = now.flatMap((it, i) => (touches(it, window) ? [i] : []));
          expect(grid.within(window)).toEqual(expected);
          const at = grid.at(window.x, window.y);
          const under = now.flatMap((it, i) => (touches(it, { ...window, width: 0, height: 0 }) ? [i] : []));
          if (at === undefined) expect(under).toEqual([]);
          else expect(under).toContain(at);
        },
      ),
    );
  });
});

it("measures the distance to a line, not to its corners", () => {
  expect(distanceTo([0, 0, 10, 0], 5, 3)).toBe(3);
  expect(distanceTo([0, 0, 10, 0, 10, 10], 14, 13)).toBe(5);
});

it("counts views of about as many lines as one crowd", () => {
  expect(crowdOf(10)).toBe(crowdOf(140));
  expect(crowdOf(140)).not.toBe(crowdOf(5_000));
});

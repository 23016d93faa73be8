/** The whole picture as an image. */

import { around, type Rect } from "./camera";
import { finish, paint, paintLit, rectsOf } from "./draw";
import type { Look } from "./look";
import type { Scene } from "./scene";

const MARGIN = 48;
/** Browsers refuse larger canvases. */
const MAX_SIDE = 16_000;
const MAX_AREA = 120_000_000;

/** Draw a scene on a canvas of its own at `ratio` pixels to a world pixel, or as many as a browser can hold. */
export function drawWhole(scene: Scene, look: Look, ratio = 2): HTMLCanvasElement {
  const rect = wholeRect(scene);
  const scale = Math.min(
    ratio,
    MAX_SIDE / rect.width,
    MAX_SIDE / rect.height,
    Math.sqrt(MAX_AREA / (rect.width * rect.height)),
  );
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(rect.width * scale);
  canvas.height = Math.ceil(rect.height * scale);
  const surface = { ctx: canvas.getContext("2d", { alpha: false })!, size: rect, ratio: scale };
  const camera = { x: rect.x, y: rect.y, zoom: 1 };
  const plain = { ...look, growable: false, hoverPort: null, hoverEdge: null };
  finish(paint(surface, scene, camera, plain, "columns"));
  paintLit(surface, scene, camera, plain, 1);
  return canvas;
}

/** As a PNG file. */
export function renderPng(scene: Scene, look: Look): Promise<Blob> {
  return new Promise((resolve, reject) => {
    drawWhole(scene, look).toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error("The picture is too large for this browser; export it as SVG."));
    }, "image/png");
  });
}

/** Everything, with a margin. */
export function wholeRect(scene: Scene): Rect {
  const rect = around(rectsOf(scene)) ?? { x: 0, y: 0, width: 1, height: 1 };
  return {
    x: rect.x - MARGIN,
    y: rect.y - MARGIN,
    width: rect.width + 2 * MARGIN,
    height: rect.height + 2 * MARGIN,
  };
}

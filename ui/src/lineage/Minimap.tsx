import { type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import { around, type Camera, centreOn, type Rect, visibleRect } from "./graph/camera";
import { rectsOf } from "./graph/draw";
import { CARD_WIDTH } from "./graph/geometry";
import { kindOf } from "./graph/palette";
import type { Scene } from "./graph/scene";
import type { Stage } from "./graph/stage";

interface Props {
  stage: Stage;
  scene: Scene;
}

const WIDTH = 176;
const HEIGHT = 112;

/** The whole graph in a corner, with a frame around what is on screen; press or drag to go there. */
export function Minimap({ stage, scene }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useCamera(stage);
  const whole = useMemo(() => around(rectsOf(scene)), [scene]);
  const { palette } = stage.look;

  useEffect(() => {
    if (whole && canvas.current)
      drawMap(canvas.current, scene, whole, (kind) => kindOf(palette, kind).colour);
  }, [scene, palette, whole]);

  if (!whole || scene.view.cards.length < 2) return null;
  const scale = scaleOf(whole);
  const seen = visibleRect(view, stage.size);
  const left = offsetX(whole, scale) + (seen.x - whole.x) * scale;
  const top = offsetY(whole, scale) + (seen.y - whole.y) * scale;

  function go(event: PointerEvent) {
    if (!whole || (event.type === "pointermove" && event.buttons === 0)) return;
    const box = event.currentTarget.getBoundingClientRect();
    const x = whole.x + (event.clientX - box.left - offsetX(whole, scale)) / scale;
    const y = whole.y + (event.clientY - box.top - offsetY(whole, scale)) / scale;
    stage.setCamera(centreOn(x, y, stage.camera.zoom, stage.size));
  }

  return (
    <div
      aria-hidden
      className="absolute right-3 bottom-3 cursor-pointer touch-none overflow-hidden rounded-lg border border-line bg-surface max-sm:hidden print:hidden"
      style={{ width: WIDTH, height: HEIGHT }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
    >
      <canvas ref={canvas} className="size-full" />
      <div
        className="pointer-events-none absolute rounded-[3px] border-[1.5px] border-accent bg-accent/10"
        style={{
          left: Math.max(1, left),
          top: Math.max(1, top),
          width: Math.max(5, Math.min(WIDTH - 3, left + seen.width * scale) - Math.max(1, left)),
          height: Math.max(5, Math.min(HEIGHT - 3, top + seen.height * scale) - Math.max(1, top)),
        }}
      />
    </div>
  );
}

function useCamera(stage: Stage): Camera {
  const [camera, setCamera] = useState(stage.camera);
  useEffect(() => {
    setCamera(stage.camera);
    return stage.watch(setCamera);
  }, [stage]);
  return camera;
}

function scaleOf(whole: Rect): number {
  return Math.min((WIDTH - 12) / whole.width, (HEIGHT - 12) / whole.height);
}

function offsetX(whole: Rect, scale: number): number {
  return (WIDTH - whole.width * scale) / 2;
}

function offsetY(whole: Rect, scale: number): number {
  return (HEIGHT - whole.height * scale) / 2;
}

function drawMap(
  canvas: HTMLCanvasElement,
  scene: Scene,
  whole: Rect,
  colour: (kind: string) => string,
): void {
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  canvas.width = WIDTH * ratio;
  canvas.height = HEIGHT * ratio;
  const ctx = canvas.getContext("2d");
  if (!ctx) return;
  ctx.scale(ratio, ratio);
  const scale = scaleOf(whole);
  const [dx, dy] = [offsetX(whole, scale), offsetY(whole, scale)];
  ctx.globalAlpha = 0.75;
  scene.view.cards.forEach((card, index) => {
    ctx.fillStyle = colour(card.kind);
    ctx.fillRect(
      dx + (scene.x[index]! - whole.x) * scale,
      dy + (scene.y[index]! - whole.y) * scale,
      Math.max(1, CARD_WIDTH * scale),
      Math.max(1, scene.geometry.height[index]! * scale),
    );
  });
}

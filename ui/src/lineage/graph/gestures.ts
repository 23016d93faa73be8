/** Pointer, wheel and touch on the canvas, told as what was meant. */

import { toWorld } from "./camera";
import { DETAIL } from "./look";
import { type Picked, pick } from "./pick";
import type { Stage } from "./stage";

export interface Gestures {
  /** A click or tap; `more` with Shift, Ctrl or Cmd held. */
  onPick(picked: Picked | null, more: boolean): void;
  onDoublePick(picked: Picked | null): void;
  onHover(picked: Picked | null, x: number, y: number): void;
  /** A card was dragged and dropped. */
  onDrop(card: number): void;
}

const CLICK_SLACK = 4;
const EDGE_REACH = 6;

/** Listen to a stage's canvas; returns how to stop. */
export function listen(stage: Stage, gestures: Gestures): () => void {
  const { canvas } = stage;
  const pointers = new Map<number, { x: number; y: number }>();
  let pressed: { x: number; y: number; picked: Picked | null } | null = null;
  let moved = false;
  const local = (event: { clientX: number; clientY: number }) => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const pickAt = (x: number, y: number): Picked | null => {
    if (!stage.scene) return null;
    const at = toWorld(stage.camera, x, y);
    const { zoom } = stage.camera;
    const found = pick(stage.scene, at.x, at.y, {
      growable: stage.look.growable && zoom >= DETAIL.text,
      reach: zoom >= DETAIL.rows ? EDGE_REACH / zoom : 0,
    });
    // Where rows cannot be seen, a card is one thing.
    if (found && found.kind !== "edge" && zoom < DETAIL.rows) {
      return { kind: "header", card: found.card, port: stage.scene.view.cards[found.card]!.firstPort };
    }
    return found;
  };

  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    const at = local(event);
    pointers.set(event.pointerId, at);
    if (pointers.size === 1) {
      pressed = { ...at, picked: pickAt(at.x, at.y) };
      moved = false;
    } else {
      pressed = null;
    }
  };
  const move = (event: PointerEvent) => {
    const at = local(event);
    const before = pointers.get(event.pointerId);
    if (!before) {
      gestures.onHover(pickAt(at.x, at.y), at.x, at.y);
      return;
    }
    pointers.set(event.pointerId, at);
    if (pointers.size === 2) {
      pinch(stage, pointers, event.pointerId, before);
      return;
    }
    if (!pressed) return;
    if (!moved && Math.hypot(at.x - pressed.x, at.y - pressed.y) < CLICK_SLACK) return;
    moved = true;
    const [dx, dy] = [at.x - before.x, at.y - before.y];
    if (pressed.picked?.kind === "header")
      stage.drag(pressed.picked.card, dx / stage.camera.zoom, dy / stage.camera.zoom);
    else stage.pan(dx, dy);
  };
  const up = (event: PointerEvent) => {
    if (!pointers.delete(event.pointerId) || !pressed) return;
    if (!moved) gestures.onPick(pressed.picked, event.shiftKey || event.ctrlKey || event.metaKey);
    else if (pressed.picked?.kind === "header") {
      stage.drop();
      gestures.onDrop(pressed.picked.card);
    }
    pressed = null;
  };
  const cancel = (event: PointerEvent) => {
    pointers.delete(event.pointerId);
    pressed = null;
    stage.drop();
  };
  const leave = () => gestures.onHover(null, 0, 0);
  const double = (event: MouseEvent) => {
    const at = local(event);
    gestures.onDoublePick(pickAt(at.x, at.y));
  };
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const at = local(event);
    const unit = event.deltaMode === 1 ? 16 : 1;
    // A trackpad's two-finger scroll moves; a wheel, or a pinch (which comes as a wheel with Ctrl), zooms.
    const scrolling =
      !event.ctrlKey && event.deltaMode === 0 && (event.deltaX !== 0 || Math.abs(event.deltaY) < 40);
    if (scrolling) stage.pan(-event.deltaX, -event.deltaY);
    else stage.zoom(Math.exp(-event.deltaY * unit * (event.ctrlKey ? 0.01 : 0.0016)), at.x, at.y);
  };

  canvas.addEventListener("pointerdown", down);
  canvas.addEventListener("pointermove", move);
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", cancel);
  canvas.addEventListener("pointerleave", leave);
  canvas.addEventListener("dblclick", double);
  canvas.addEventListener("wheel", wheel, { passive: false });
  return () => {
    canvas.removeEventListener("pointerdown", down);
    canvas.removeEventListener("pointermove", move);
    canvas.removeEventListener("pointerup", up);
    canvas.removeEventListener("pointercancel", cancel);
    canvas.removeEventListener("pointerleave", leave);
    canvas.removeEventListener("dblclick", double);
    canvas.removeEventListener("wheel", wheel);
  };
}

/** Two fingers: their middle moves the picture, their distance zooms it. */
function pinch(
  stage: Stage,
  pointers: ReadonlyMap<number, { x: number; y: number }>,
  moving: number,
  before: { x: number; y: number },
): void {
  const now = pointers.get(moving)!;
  const other = [...pointers].find(([id]) => id !== moving)![1];
  const was = Math.hypot(before.x - other.x, before.y - other.y);
  const is = Math.hypot(now.x - other.x, now.y - other.y);
  stage.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
  if (was > 0) stage.zoom(is / was, (now.x + other.x) / 2, (now.y + other.y) / 2);
}

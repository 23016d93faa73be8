import { type KeyboardEvent, type PointerEvent, useRef } from "react";

interface Props {
  /** What it resizes, as "Width of the asset list". */
  label: string;
  /** Pixels. */
  width: number;
  min: number;
  max: number;
  /** Which side of the panel the handle stands on. */
  edge: "left" | "right";
  onResize(width: number): void;
}

const STEP = 16;

/** The movable border of a panel: drag it, or focus it and use the arrows, Home and End. */
export function Resizer({ label, width, min, max, edge, onResize }: Props) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const towards = edge === "right" ? 1 : -1;
  const resize = (wanted: number) => onResize(Math.round(Math.min(max, Math.max(min, wanted))));

  function drag(event: PointerEvent) {
    if (start.current) resize(start.current.width + towards * (event.clientX - start.current.x));
  }

  function key(event: KeyboardEvent) {
    const wanted = {
      ArrowLeft: width - towards * STEP,
      ArrowRight: width + towards * STEP,
      Home: min,
      End: max,
    }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    resize(wanted);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves is no <hr>
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      className={`group absolute inset-y-0 z-20 w-2 cursor-col-resize touch-none print:hidden ${edge === "right" ? "-right-1" : "-left-1"}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width };
      }}
      onPointerMove={drag}
      onPointerUp={() => {
        start.current = null;
      }}
      onKeyDown={key}
    >
      <span
        aria-hidden
        className="mx-auto block h-full w-0.5 bg-transparent transition-colors group-hover:bg-accent group-focus-visible:bg-focus"
      />
    </div>
  );
}

import { type RefObject, useEffect, useState } from "react";
import type { Look } from "./graph/look";
import { LIGHT } from "./graph/palette";
import { Stage } from "./graph/stage";
import { TextFitter } from "./graph/text";

/** The stage on a canvas, as large as the box around it. Null until both are there. */
export function useStage(
  canvas: RefObject<HTMLCanvasElement | null>,
  frame: RefObject<HTMLElement | null>,
): Stage | null {
  const fitter = useTextFitter();
  const [stage, setStage] = useState<Stage | null>(null);
  useEffect(() => {
    const made = new Stage(canvas.current!, blankLook(fitter), reducedMotion);
    const box = frame.current!;
    const measureBox = () => made.resize({ width: box.clientWidth, height: box.clientHeight }, deviceRatio());
    const observer = new ResizeObserver(measureBox);
    observer.observe(box);
    measureBox();
    setStage(made);
    return () => {
      observer.disconnect();
      made.destroy();
    };
  }, [fitter, canvas, frame]);
  return stage;
}

function useTextFitter(): TextFitter {
  return useState(() => {
    const ctx = document.createElement("canvas").getContext("2d");
    return new TextFitter((text, font) => {
      if (!ctx) return text.length * 7;
      ctx.font = font;
      return ctx.measureText(text).width;
    });
  })[0];
}

function blankLook(fitter: TextFitter): Look {
  return {
    palette: LIGHT,
    fitter,
    clusters: false,
    prefixes: new Map(),
    lit: null,
    selected: new Set(),
    hoverPort: null,
    hoverEdge: null,
    grown: new Set(),
    growable: false,
  };
}

function reducedMotion(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Beyond two, more device pixels cost much and show little. */
function deviceRatio(): number {
  return Math.min(2, window.devicePixelRatio || 1);
}

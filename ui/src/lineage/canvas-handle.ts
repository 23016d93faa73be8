import { type RefObject, useImperativeHandle } from "react";
import type { Camera } from "./graph/camera";
import { renderPng } from "./graph/export-png";
import { renderSvg } from "./graph/export-svg";
import type { Scene } from "./graph/scene";
import type { Stage } from "./graph/stage";
import { findPort } from "./graph/to-view";

/** What the world around may ask of the canvas. */
export interface CanvasHandle {
  fit(): void;
  fitSelection(): void;
  zoom(factor: number): void;
  camera(): Camera;
  setCamera(camera: Camera): void;
  /** Bring a node or card into view. */
  reveal(id: string): void;
  focus(): void;
  png(): Promise<Blob>;
  svg(title: string): string;
}

export function useCanvasHandle(
  handle: RefObject<CanvasHandle | null> | undefined,
  stage: Stage | null,
  scene: Scene | null,
  focus: () => void,
): void {
  useImperativeHandle(
    handle,
    () => ({
      fit: () => stage?.fit(),
      fitSelection: () => {
        const lit = stage?.look.lit;
        stage?.fit(lit ? cardsOf(lit.cards) : undefined);
      },
      zoom: (factor) => stage?.zoom(factor),
      camera: () => stage?.camera ?? { x: 0, y: 0, zoom: 1 },
      setCamera: (camera) => stage?.setCamera(camera),
      reveal: (id) => {
        const port = stage?.scene && findPort(stage.scene.view, id);
        if (stage?.scene && port !== undefined && port !== null) revealPort(stage, stage.scene, port);
      },
      focus,
      png: () =>
        scene && stage ? renderPng(scene, stage.look) : Promise.reject(new Error("There is no picture yet.")),
      svg: (title) => (scene && stage ? renderSvg(scene, stage.look, title) : ""),
    }),
    [stage, scene, focus],
  );
}

/** Bring a column or a table into view. */
export function revealPort(stage: Stage, scene: Scene, port: number): void {
  stage.reveal(scene.view.portCard[port]!, scene.geometry.portY[port]!);
}

function* cardsOf(flags: Uint8Array): Generator<number> {
  for (let card = 0; card < flags.length; card++) if (flags[card]) yield card;
}

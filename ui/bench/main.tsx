/** The product's own canvas with an invented warehouse, and what `run.ts` asks of it. */

import { createRef, useState } from "react";
import { createRoot } from "react-dom/client";
import "./styles.css";
import type { CanvasHandle } from "../src/lineage/canvas-handle";
import { layoutInput, measure } from "../src/lineage/graph/geometry";
import { EMPTY_GRAPH, type Graph } from "../src/lineage/graph/graph";
import { trace } from "../src/lineage/graph/highlight";
import { askLayout } from "../src/lineage/graph/layout-service";
import { read } from "../src/lineage/graph/read-service";
import { portId, viewOf } from "../src/lineage/graph/to-view";
import { type CanvasSelection, type CanvasStatus, LineageCanvas } from "../src/lineage/LineageCanvas";
import { generateColumns } from "./generate";

const handle = createRef<CanvasHandle>();
let show: (graph: Graph) => void;
let select: (selection: CanvasSelection) => void;
const onStatus: (status: CanvasStatus) => void = () => {};
let graph: Graph = EMPTY_GRAPH;
let answer = new ArrayBuffer(0);

const NOTHING: CanvasSelection = { ids: [], edge: null };
const tellStatus = (status: CanvasStatus) => onStatus(status);
const ignore = () => {};
const blocks: number[] = [];

function Bench() {
  const [shown, setShown] = useState<Graph>(EMPTY_GRAPH);
  const [selection, setSelection] = useState(NOTHING);
  show = setShown;
  select = setSelection;
  return (
    <div style={{ display: "flex", height: "100vh" }}>
      <LineageCanvas
        graph={shown}
        granularity="field"
        clusters={false}
        selection={selection}
        onSelect={setSelection}
        onGrow={ignore}
        onStatus={tellStatus}
        handle={handle}
        label="Benchmark"
      />
    </div>
  );
}

createRoot(document.getElementById("root")!).render(<Bench />);

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The frame after the next has been drawn when this resolves: what was asked before is on screen. */
async function drawn(): Promise<number> {
  await frame();
  await frame();
  return performance.now();
}

export interface Frames {
  count: number;
  median: number;
  p95: number;
  worst: number;
}

async function framesWhile(ms: number, each: (share: number) => void): Promise<Frames> {
  const deltas: number[] = [];
  const begun = await frame();
  let last = begun;
  while (last - begun < ms) {
    each((last - begun) / ms);
    const now = await frame();
    deltas.push(now - last);
    last = now;
  }
  deltas.sort((a, b) => a - b);
  const at = (share: number) => deltas[Math.min(deltas.length - 1, Math.floor(deltas.length * share))]!;
  return { count: deltas.length, median: at(0.5), p95: at(0.95), worst: deltas.at(-1)! };
}

const bench = {
  generate(tables: number, edges: number) {
    // As it comes from the server.
    answer = new TextEncoder().encode(JSON.stringify({ graph: generateColumns(tables, edges) })).buffer;
    return answer.byteLength;
  },

  /** From the answer's bytes to the graph, as the page reads them. */
  async read() {
    const begun = performance.now();
    graph = (await read(answer, "field")).graph;
    return performance.now() - begun;
  },

  /** Pure steps alone: measures, then the layout in its worker and back. */
  async steps() {
    const view = viewOf(graph, "field");
    const begun = performance.now();
    const input = layoutInput(view, measure(view, new Map()));
    const measured = performance.now();
    const layout = await askLayout(input, new AbortController().signal, () => {});
    return {
      measure: measured - begun,
      layout: performance.now() - measured,
      links: view.linkFrom.length,
      bends: layout.bends.length / 4,
    };
  },

  /** From the graph in hand to its first frame on screen; the layout is kept from `steps`. */
  async firstPicture() {
    const begun = performance.now();
    show(graph);
    while (handle.current!.camera().zoom === 1 && performance.now() - begun < 10_000) await frame();
    return (await drawn()) - begun;
  },

  /** From the view of everything: frames while the view is moved for two seconds at a zoom, null for the one it has. */
  async moving(wanted: number | null) {
    const whole = handle.current!.camera();
    const zoom = wanted ?? whole.zoom;
    const height = window.innerHeight / whole.zoom;
    const y = whole.y + height * 0.3;
    const x = whole.x + window.innerWidth / whole.zoom / 2;
    return framesWhile(2_000, (share) =>
      handle.current!.setCamera({
        x: x - window.innerWidth / zoom / 2 + Math.sin(share * 9) * (120 / zoom),
        y: y + share * (900 / zoom),
        zoom,
      }),
    );
  },

  /** Frames while nothing is to be drawn: what the machine does to them by itself. */
  idle: () => framesWhile(1_500, () => {}),

  /** Frames from the moment the view rests: the full picture with column edges is drawn in slices. */
  async settling() {
    const camera = handle.current!.camera();
    handle.current!.setCamera({ ...camera, x: camera.x + 5 / camera.zoom });
    return framesWhile(1_500, () => {});
  },

  /** A column whose path has about so many edges, as near as a few hundred tries come. */
  columnWithPath(edges: number) {
    const view = viewOf(graph, "field");
    let best = { id: "", length: Number.POSITIVE_INFINITY };
    for (let card = 0; card < view.cards.length; card += Math.ceil(view.cards.length / 300)) {
      const port = view.cards[card]!.firstPort + 1;
      const { length } = trace(view, [port]).edgeList;
      if (Math.abs(length - edges) < Math.abs(best.length - edges)) best = { id: portId(view, port), length };
    }
    return best;
  },

  /** Select a column, and the time to the frame that shows its path; then the frames of the change. */
  async highlight(id: string) {
    await wait(1_500);
    const begun = performance.now();
    select({ ids: [id], edge: null });
    const shown = (await drawn()) - begun;
    const frames = await framesWhile(600, () => {});
    return { shown, frames };
  },

  watchBlocks() {
    new PerformanceObserver((list) => {
      blocks.push(...list.getEntries().map((entry) => entry.duration));
    }).observe({ type: "longtask" });
  },

  longestBlock: () => Math.max(0, ...blocks),

  fit() {
    handle.current!.fit();
    return wait(900);
  },
};

export type Bench = typeof bench;

Object.assign(window, { bench });

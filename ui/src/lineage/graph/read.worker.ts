/** Reads large answers off the main thread: bytes in, a graph of arrays and its view out. */

import { type LineageAnswer, readAnswer } from "./read";
import { toView, type View } from "./to-view";
import { type Topology, topologyOf } from "./topology";
import type { Granularity } from "./types";

export type ReadRequest = {
  readonly id: number;
  readonly bytes: ArrayBuffer;
  readonly granularity: Granularity;
};
export type ReadReply =
  | {
      readonly id: number;
      readonly answer: LineageAnswer;
      readonly view: View;
      readonly topology: Topology;
    }
  | { readonly id: number; readonly error: string };

// In a worker `self` is the worker's own scope; the DOM types call it a window, whose postMessage takes an origin.
const scope = self as unknown as {
  onmessage: ((event: MessageEvent<ReadRequest>) => void) | null;
  postMessage: (reply: ReadReply, transfer?: Transferable[]) => void;
};

scope.onmessage = ({ data: { id, bytes, granularity } }) => {
  try {
    const answer = readAnswer(bytes);
    const view = toView(answer.graph, granularity);
    const topology = topologyOf(view);
    scope.postMessage({ id, answer, view, topology }, [...buffersOf([view, topology])]);
  } catch (error) {
    scope.postMessage({ id, error: String(error) });
  }
};

/** The arrays anywhere in some objects, each once, to hand over without a copy. */
function buffersOf(things: readonly object[], found = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  for (const thing of things) {
    if (ArrayBuffer.isView(thing)) found.add(thing.buffer as ArrayBuffer);
    else if (!Array.isArray(thing)) buffersOf(Object.values(thing).filter(isObject), found);
  }
  return found;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

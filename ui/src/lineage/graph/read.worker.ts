/** Reads large answers off the main thread: bytes in, a graph of arrays out. */

import { buffersOf, type LineageAnswer, readAnswer } from "./read";

export type ReadRequest = { readonly id: number; readonly bytes: ArrayBuffer };
export type ReadReply =
  | { readonly id: number; readonly answer: LineageAnswer }
  | { readonly id: number; readonly error: string };

// In a worker `self` is the worker's own scope; the DOM types call it a window, whose postMessage takes an origin.
const scope = self as unknown as {
  onmessage: ((event: MessageEvent<ReadRequest>) => void) | null;
  postMessage: (reply: ReadReply, transfer?: Transferable[]) => void;
};

scope.onmessage = ({ data: { id, bytes } }) => {
  try {
    const answer = readAnswer(bytes);
    scope.postMessage({ id, answer }, buffersOf(answer.graph));
  } catch (error) {
    scope.postMessage({ id, error: String(error) });
  }
};

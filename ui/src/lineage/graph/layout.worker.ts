/** The layout, off the main thread. One request, then messages of progress, then one answer. */

import { type Layout, type LayoutInput, layOut } from "./layout";

export type LayoutRequest = { readonly id: number; readonly input: LayoutInput };
export type LayoutReply =
  | { readonly id: number; readonly share: number }
  | { readonly id: number; readonly layout: Layout };

// In a worker `self` is the worker's own scope; the DOM types call it a window, whose postMessage takes an origin.
const scope = self as unknown as {
  onmessage: ((event: MessageEvent<LayoutRequest>) => void) | null;
  postMessage: (reply: LayoutReply, transfer?: Transferable[]) => void;
};

scope.onmessage = ({ data: { id, input } }) => {
  const layout = layOut(input, (share) => scope.postMessage({ id, share }));
  scope.postMessage({ id, layout }, [
    layout.x.buffer,
    layout.y.buffer,
    layout.layer.buffer,
    layout.bends.buffer,
    layout.bendStart.buffer,
  ]);
};

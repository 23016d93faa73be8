/** Layouts asked of a worker, one at a time; a question nobody waits for any more stops the worker. */

import type { Layout, LayoutInput } from "./layout";
import type { LayoutReply } from "./layout.worker";
import { keyOf, LayoutCache } from "./layout-cache";

const cache = new LayoutCache();
let worker: Worker | null = null;
let lastId = 0;

/** A layout that was made before, if it is still kept. */
export function keptLayout(input: LayoutInput): Layout | undefined {
  return cache.get(keyOf(input));
}

/** Lay out in the worker. Rejects with the signal's reason when called off. */
export function askLayout(
  input: LayoutInput,
  signal: AbortSignal,
  report: (share: number) => void,
): Promise<Layout> {
  const key = keyOf(input);
  const id = ++lastId;
  worker ??= new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
  const asked = worker;
  return new Promise((resolve, reject) => {
    const stop = () => {
      asked.removeEventListener("message", hear);
      asked.removeEventListener("error", fail);
      signal.removeEventListener("abort", abort);
    };
    const hear = ({ data }: MessageEvent<LayoutReply>) => {
      if (data.id !== id) return;
      if ("share" in data) {
        report(data.share);
        return;
      }
      stop();
      cache.set(key, data.layout);
      resolve(data.layout);
    };
    const drop = () => {
      stop();
      asked.terminate();
      if (worker === asked) worker = null;
    };
    const fail = (event: ErrorEvent) => {
      drop();
      reject(new Error(event.message || "The layout could not be computed."));
    };
    const abort = () => {
      drop();
      reject(signal.reason);
    };
    asked.addEventListener("message", hear);
    asked.addEventListener("error", fail);
    signal.addEventListener("abort", abort);
    asked.postMessage({ id, input });
  });
}

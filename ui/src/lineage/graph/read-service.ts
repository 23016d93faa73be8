/** Answers read where they hold nobody up: small ones here, large ones in a worker, which also makes their view. */

import { type LineageAnswer, readAnswer } from "./read";
import type { ReadReply } from "./read.worker";
import { keepView } from "./to-view";
import { keepTopology } from "./topology";
import type { Granularity } from "./types";

/** So many bytes are read within a few milliseconds. */
const SMALL_BYTES = 200_000;

let worker: Worker | null = null;
let lastId = 0;

/** Read an answer's bytes, to be looked at so finely. Rejects where they are not what the API sends. */
export function read(bytes: ArrayBuffer, granularity: Granularity): Promise<LineageAnswer> {
  if (bytes.byteLength <= SMALL_BYTES) return Promise.resolve().then(() => readAnswer(bytes));
  worker ??= new Worker(new URL("./read.worker.ts", import.meta.url), { type: "module" });
  const asked = worker;
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    const stop = () => {
      asked.removeEventListener("message", hear);
      asked.removeEventListener("error", fail);
    };
    const hear = ({ data }: MessageEvent<ReadReply>) => {
      if (data.id !== id) return;
      stop();
      if ("error" in data) {
        reject(new Error(data.error));
        return;
      }
      keepTopology(data.view, data.topology);
      keepView(data.view);
      resolve(data.answer);
    };
    const fail = (event: ErrorEvent) => {
      stop();
      asked.terminate();
      if (worker === asked) worker = null;
      reject(new Error(event.message || "The answer could not be read."));
    };
    asked.addEventListener("message", hear);
    asked.addEventListener("error", fail);
    asked.postMessage({ id, bytes, granularity }, [bytes]);
  });
}

import { useEffect, useMemo, useRef, useState } from "react";
import { type Geometry, layoutInput } from "./graph/geometry";
import type { Layout } from "./graph/layout";
import { askLayout, keptLayout } from "./graph/layout-service";
import type { View } from "./graph/to-view";

export interface LaidOut {
  readonly view: View;
  readonly geometry: Geometry;
  readonly layout: Layout;
}

export interface LayoutState {
  /** The latest finished layout, with what it is a layout of. */
  readonly done: LaidOut | null;
  /** Share of the running layout, 0 to 1; null while none runs. */
  readonly share: number | null;
  readonly error: Error | null;
  cancel(): void;
}

/** Lay out a measured view in the worker; the last picture stays until the next is ready. */
export function useLayout(view: View, geometry: Geometry, clusters: boolean): LayoutState {
  const [done, setDone] = useState<LaidOut | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const running = useRef<AbortController | null>(null);
  const input = useMemo(() => layoutInput(view, geometry, clusters), [view, geometry, clusters]);

  useEffect(() => {
    const kept = keptLayout(input);
    if (kept) {
      setDone({ view, geometry, layout: kept });
      setShare(null);
      setError(null);
      return;
    }
    const call = new AbortController();
    running.current = call;
    setShare(0);
    setError(null);
    askLayout(input, call.signal, (value) => setShare(value)).then(
      (layout) => {
        setDone({ view, geometry, layout });
        setShare(null);
      },
      (reason: unknown) => {
        if (call.signal.aborted) return;
        setError(reason instanceof Error ? reason : new Error(String(reason)));
        setShare(null);
      },
    );
    return () => call.abort();
  }, [input, view, geometry]);

  return {
    done,
    share,
    error,
    cancel: () => {
      running.current?.abort();
      setShare(null);
    },
  };
}

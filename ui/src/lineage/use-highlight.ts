import { useMemo } from "react";
import { parseEdge } from "../api/ids";
import { type Highlight, litEdge, portsOf, trace } from "./graph/highlight";
import { shortestPaths } from "./graph/paths";
import { findPort, type View } from "./graph/to-view";

export interface Shown {
  readonly lit: Highlight | null;
  /** Ports of the selected ids, as far as the view has them. */
  readonly ports: readonly number[];
  /** Index of the selected edge. */
  readonly edge: number | null;
  /** For two selections: hops between them, null where no way leads. */
  readonly pathLength: number | null | undefined;
}

/** What a selection lights up: the full path of one, the shortest ways between two, or one edge with its ends. */
export function useHighlight(view: View, selected: readonly string[], edgeId: string | null): Shown {
  return useMemo(() => {
    const edge = edgeId === null ? null : drawnEdge(view, edgeId);
    if (edge !== null) return { lit: litEdge(view, edge), ports: [], edge, pathLength: undefined };
    const ports = selected.map((id) => findPort(view, id)).filter((port) => port !== undefined);
    const [first, second] = ports;
    if (first === undefined) return { lit: null, ports, edge: null, pathLength: undefined };
    if (second === undefined) {
      return { lit: trace(view, portsOf(view, first)), ports, edge: null, pathLength: undefined };
    }
    const paths = shortestPaths(view, portsOf(view, first), portsOf(view, second));
    return { lit: paths.highlight, ports, edge: null, pathLength: paths.length };
  }, [view, selected, edgeId]);
}

/** The edge that stands for an edge of columns or of tables; null where none does. */
function drawnEdge(view: View, id: string): number | null {
  const ends = parseEdge(id);
  if (ends === null) return null;
  const [from, to] = [findPort(view, ends.source), findPort(view, ends.target)];
  const edge = view.from.findIndex((port, at) => port === from && view.to[at] === to);
  return edge < 0 ? null : edge;
}

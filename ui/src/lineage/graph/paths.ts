/** The shortest ways between two selections. */

import { besides, type Highlight, lit } from "./highlight";
import type { View } from "./to-view";
import { topologyOf } from "./topology";

export interface ShortestPaths {
  /** Hops from one end to the other; null where no way leads. */
  readonly length: number | null;
  /** The data runs from the second selection to the first. */
  readonly turned: boolean;
  readonly highlight: Highlight;
}

/** Every edge on a shortest way from `from` to `to`, or the other way round if there is none that way. */
export function shortestPaths(view: View, from: readonly number[], to: readonly number[]): ShortestPaths {
  for (const turned of [false, true]) {
    const [begin, end] = turned ? [to, from] : [from, to];
    const ahead = distances(view, begin, true);
    const length = end.reduce(
      (least, port) => (ahead[port]! < 0 ? least : Math.min(least, ahead[port]!)),
      Infinity,
    );
    if (length === Infinity) continue;
    const back = distances(view, end, false);
    const edges = new Uint8Array(view.from.length);
    const ports = new Uint8Array(view.portCard.length);
    for (let edge = 0; edge < edges.length; edge++) {
      const [a, b] = [view.from[edge]!, view.to[edge]!];
      if (ahead[a]! >= 0 && back[b]! >= 0 && ahead[a]! + 1 + back[b]! === length) {
        edges[edge] = 1;
        ports[a] = 1;
        ports[b] = 1;
      }
    }
    for (const port of begin) if (back[port] === length) ports[port] = 1;
    for (const port of end) if (ahead[port] === length) ports[port] = 1;
    return { length, turned, highlight: lit(view, ports, edges) };
  }
  const ports = new Uint8Array(view.portCard.length);
  for (const port of [...from, ...to]) ports[port] = 1;
  return { length: null, turned: false, highlight: lit(view, ports, new Uint8Array(view.from.length)) };
}

/** Fewest hops from some ports to each port, with the data or against it; -1 where none leads. */
function distances(view: View, from: readonly number[], onward: boolean): Int32Array {
  const topology = topologyOf(view);
  const near = onward ? topology.out : topology.into;
  const far = onward ? view.to : view.from;
  const distance = new Int32Array(view.portCard.length).fill(-1);
  const queue: number[] = [];
  const reach = (port: number, hops: number) => {
    for (const each of [port, ...besides(view, port, onward)]) {
      if (distance[each] === -1) {
        distance[each] = hops;
        queue.push(each);
      }
    }
  };
  for (const port of from) reach(port, 0);
  for (let at = 0; at < queue.length; at++) {
    const port = queue[at]!;
    for (let i = near.start[port]!; i < near.start[port + 1]!; i++) {
      reach(far[near.items[i]!]!, distance[port]! + 1);
    }
  }
  return distance;
}

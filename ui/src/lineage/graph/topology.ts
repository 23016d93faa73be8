/** Which edges touch which ports, found once for a view. */

import { groupBy, type Slices } from "./adjacency";
import type { View } from "./to-view";

export interface Topology {
  /** Edges by the port they leave, and by the port they enter. */
  readonly out: Slices;
  readonly into: Slices;
  /** Link of each edge. */
  readonly linkOf: Uint32Array;
  /** Links by the card they leave, and by the card they enter. */
  readonly linksOut: Slices;
  readonly linksInto: Slices;
}

const known = new WeakMap<View, Topology>();

/** The topology of a view; asked for twice it is the same object. */
export function topologyOf(view: View): Topology {
  const found = known.get(view);
  if (found) return found;
  const linkOf = new Uint32Array(view.from.length);
  for (let link = 0; link < view.linkFrom.length; link++) {
    linkOf.fill(link, view.linkStart[link]!, view.linkStart[link + 1]!);
  }
  const topology = {
    out: groupBy(view.from, view.portCard.length),
    into: groupBy(view.to, view.portCard.length),
    linkOf,
    linksOut: groupBy(view.linkFrom, view.cards.length),
    linksInto: groupBy(view.linkTo, view.cards.length),
  };
  return keepTopology(view, topology);
}

/** Have `topologyOf` give this for a view that was made elsewhere. */
export function keepTopology(view: View, topology: Topology): Topology {
  known.set(view, topology);
  return topology;
}

/** How many edges touch a port. */
export function degreeOf({ out, into }: Topology, port: number): number {
  return out.start[port + 1]! - out.start[port]! + into.start[port + 1]! - into.start[port]!;
}

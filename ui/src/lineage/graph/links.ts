/** The edges of a graph between ports, in order, and what joins two cards as one link. */

import { groupBy, sortedBy } from "./adjacency";
import type { Graph } from "./graph";

export type Links = {
  /** Edges, grouped by link: from port, to port, rank of the subtype, confidence 0 to 1, edge of the graph. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly rank: Uint8Array;
  readonly confidence: Float32Array;
  readonly wire: Uint32Array;
  /** Links: from card, to card, strongest rank, and where their edges begin (one more entry than links). */
  readonly linkFrom: Uint32Array;
  readonly linkTo: Uint32Array;
  readonly linkRank: Uint8Array;
  readonly linkStart: Uint32Array;
};

/**
 * Edges in the order (card from, card to, port from, port to); of several between two ports the strongest stands, with
 * the best confidence of all. `rolledUp`: edges within one port are left out.
 */
export function collectLinks(
  graph: Graph,
  portOfNode: Uint32Array,
  portCard: Uint32Array,
  rolledUp: boolean,
): Links {
  const { source, target, rank, confidence } = graph.edges;
  const from = throughOf(portOfNode, source);
  const to = throughOf(portOfNode, target);
  const order = inOrder(from, to, portCard);
  const edges = {
    from: new Uint32Array(order.length),
    to: new Uint32Array(order.length),
    rank: new Uint8Array(order.length),
    confidence: new Float32Array(order.length),
    wire: new Uint32Array(order.length),
  };
  const links = { from: [] as number[], to: [] as number[], rank: [] as number[], start: [] as number[] };
  let used = 0;
  let link = -1;
  // A hot loop: no array is made in it.
  for (let i = 0; i < order.length; i++) {
    const edge = order[i]!;
    const a = from[edge]!;
    const b = to[edge]!;
    if (rolledUp && a === b) continue;
    const strength = rank[edge]!;
    if (link < 0 || links.from[link] !== portCard[a] || links.to[link] !== portCard[b]) {
      link++;
      links.from.push(portCard[a]!);
      links.to.push(portCard[b]!);
      links.rank.push(strength);
      links.start.push(used);
    } else if (strength > links.rank[link]!) {
      links.rank[link] = strength;
    }
    const last = used - 1;
    if (used > 0 && edges.from[last] === a && edges.to[last] === b) {
      edges.confidence[last] = Math.max(edges.confidence[last]!, confidence[edge]!);
      if (strength > edges.rank[last]!) {
        edges.rank[last] = strength;
        edges.wire[last] = edge;
      }
      continue;
    }
    edges.from[used] = a;
    edges.to[used] = b;
    edges.rank[used] = strength;
    edges.confidence[used] = confidence[edge]!;
    edges.wire[used] = edge;
    used++;
  }
  links.start.push(used);
  return {
    from: edges.from.slice(0, used),
    to: edges.to.slice(0, used),
    rank: edges.rank.slice(0, used),
    confidence: edges.confidence.slice(0, used),
    wire: edges.wire.slice(0, used),
    linkFrom: Uint32Array.from(links.from),
    linkTo: Uint32Array.from(links.to),
    linkRank: Uint8Array.from(links.rank),
    linkStart: Uint32Array.from(links.start),
  };
}

function inOrder(from: Uint32Array, to: Uint32Array, portCard: Uint32Array): Uint32Array {
  const ports = portCard.length;
  const cards = (portCard[ports - 1] ?? -1) + 1;
  let order = groupBy(to, ports).items;
  order = sortedBy(order, from, ports);
  order = sortedBy(order, throughOf(portCard, to), cards);
  return sortedBy(order, throughOf(portCard, from), cards);
}

/** `map[keys[i]]` for each i. */
function throughOf(map: Uint32Array, keys: Uint32Array): Uint32Array {
  const values = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) values[i] = map[keys[i]!]!;
  return values;
}

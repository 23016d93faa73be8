/** What lights up: everything reachable from a selection, with and against the data. */

import type { View } from "./to-view";
import { topologyOf } from "./topology";
import type { Direction } from "./types";

export interface Highlight {
  /** 1 for what is lit. */
  readonly ports: Uint8Array;
  readonly edges: Uint8Array;
  readonly cards: Uint8Array;
  readonly links: Uint8Array;
  /** The lit edges and links, in order. */
  readonly edgeList: readonly number[];
  readonly linkList: readonly number[];
}

/** The ports a selected port stands for: a header stands for the whole card. */
export function portsOf(view: View, port: number): number[] {
  const card = view.cards[view.portCard[port]!]!;
  if (port !== card.firstPort) return [port];
  return Array.from({ length: card.rowCount + 1 }, (_, i) => card.firstPort + i);
}

/**
 * Everything up- and downstream of some ports. What steers a table as a whole (an edge into its header) steers each of
 * its columns: the walk goes on from a header to its rows, and upstream from a row to its header.
 */
export function trace(view: View, from: readonly number[], direction: Direction = "both"): Highlight {
  const edges = new Uint8Array(view.from.length);
  const ports = new Uint8Array(view.portCard.length);
  for (const port of from) ports[port] = 1;
  if (direction !== "upstream") walk(view, from, ports, edges, true);
  if (direction !== "downstream") walk(view, from, ports, edges, false);
  return lit(view, ports, edges);
}

function walk(
  view: View,
  from: readonly number[],
  ports: Uint8Array,
  edges: Uint8Array,
  onward: boolean,
): void {
  const topology = topologyOf(view);
  const near = onward ? topology.out : topology.into;
  const far = onward ? view.to : view.from;
  const seen = new Uint8Array(view.portCard.length);
  const stack: number[] = [];
  const reach = (port: number) => {
    if (seen[port]) return;
    seen[port] = 1;
    stack.push(port);
    for (const beside of besides(view, port, onward)) {
      if (!seen[beside]) {
        seen[beside] = 1;
        stack.push(beside);
      }
    }
  };
  from.forEach(reach);
  while (stack.length > 0) {
    const port = stack.pop()!;
    for (let i = near.start[port]!; i < near.start[port + 1]!; i++) {
      const edge = near.items[i]!;
      edges[edge] = 1;
      const next = far[edge]!;
      ports[next] = 1;
      reach(next);
    }
  }
}

/** Ports reached along with a port, at no further hop: rows behind their header, or the header before a row. */
export function besides(view: View, port: number, onward: boolean): number[] {
  const card = view.cards[view.portCard[port]!]!;
  if (port === card.firstPort) return onward ? portsOf(view, port).slice(1) : [];
  return onward ? [] : [card.firstPort];
}

/** Complete a highlight from its ports and edges. */
export function lit(view: View, ports: Uint8Array, edges: Uint8Array): Highlight {
  const { linkOf } = topologyOf(view);
  const cards = new Uint8Array(view.cards.length);
  const links = new Uint8Array(view.linkFrom.length);
  const edgeList: number[] = [];
  const linkList: number[] = [];
  for (let port = 0; port < ports.length; port++) if (ports[port]) cards[view.portCard[port]!] = 1;
  for (let edge = 0; edge < edges.length; edge++) {
    if (!edges[edge]) continue;
    edgeList.push(edge);
    const link = linkOf[edge]!;
    if (!links[link]) {
      links[link] = 1;
      linkList.push(link);
    }
  }
  return { ports, edges, cards, links, edgeList, linkList };
}

/** One edge with its two ends. */
export function litEdge(view: View, edge: number): Highlight {
  const ports = new Uint8Array(view.portCard.length);
  const edges = new Uint8Array(view.from.length);
  edges[edge] = 1;
  ports[view.from[edge]!] = 1;
  ports[view.to[edge]!] = 1;
  return lit(view, ports, edges);
}

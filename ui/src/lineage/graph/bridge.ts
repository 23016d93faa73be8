/** Leave datasets out of a graph without tearing it: edges are drawn across what is hidden. */

import { groupBy, type Slices } from "./adjacency";
import {
  type Dataset,
  type Edges,
  edgeCount,
  type Graph,
  isWhole,
  makeEdges,
  nodeCount,
  take,
} from "./graph";
import { isDirect } from "./types";

const TEMPORARY = new Set(["VOLATILE_TABLE", "GLOBAL_TEMPORARY_TABLE"]);

/** Whether a dataset is a volatile or global temporary table. */
export function isTemporary({ sourceType }: Dataset): boolean {
  return TEMPORARY.has(sourceType);
}

/** A way through hidden nodes, as one edge: what it does, how sure it is. */
interface Way {
  readonly rank: number;
  readonly confidence: number;
  readonly evidence: number;
}

/**
 * The graph without the datasets that `hide` names. Two nodes that were joined through hidden ones only are joined by
 * one edge: of the strongest subtype on the way, DIRECT only if every step is, and no surer than the least sure step.
 */
export function bridge(graph: Graph, hide: (dataset: Dataset) => boolean): Graph {
  const out = graph.datasets.map(hide);
  const hidden = Uint8Array.from(graph.nodes.dataset, (dataset) => Number(out[dataset]));
  if (!hidden.includes(1)) return graph;
  const { source, target } = graph.edges;
  const kept: number[] = [];
  const entering: number[] = [];
  for (let edge = 0; edge < source.length; edge++) {
    if (hidden[source[edge]!]) continue;
    (hidden[target[edge]!] ? entering : kept).push(edge);
  }
  const across = new Across(graph, hidden, kept);
  for (const first of entering) across.follow(first);
  const whole: Graph = { ...graph, edges: across.edges() };
  const nodes = Array.from(hidden.keys()).filter((node) => !hidden[node]);
  return take(
    whole,
    nodes,
    Array.from({ length: edgeCount(whole) }, (_, edge) => edge),
  );
}

/** The edges that stay, and those drawn across; of two between the same nodes the better stands. */
class Across {
  readonly #graph: Graph;
  readonly #hidden: Uint8Array;
  readonly #out: Slices;
  readonly #ofDataset: Slices;
  readonly #found = new Map<number, { source: number; target: number; way: Way; lastSeen: number }>();

  constructor(graph: Graph, hidden: Uint8Array, kept: readonly number[]) {
    this.#graph = graph;
    this.#hidden = hidden;
    this.#out = groupBy(graph.edges.source, nodeCount(graph));
    this.#ofDataset = groupBy(graph.nodes.dataset, graph.datasets.length);
    const { source, target, lastSeen } = graph.edges;
    for (const edge of kept)
      this.#keep(source[edge]!, target[edge]!, wayOf(graph.edges, edge), lastSeen[edge]!);
  }

  /** Every way on from an edge that ends at something hidden. */
  follow(first: number): void {
    const { source, target, lastSeen } = this.#graph.edges;
    // The best way found to each hidden node; a better one is followed again, so that the strongest stands.
    const best = new Map<number, Way>();
    const stack = [{ at: target[first]!, way: wayOf(this.#graph.edges, first) }];
    while (stack.length > 0) {
      const { at, way } = stack.pop()!;
      const known = best.get(at);
      if (known && !isBetter(way, known)) continue;
      best.set(at, way);
      for (const beside of this.#besides(at)) stack.push({ at: beside, way });
      for (let i = this.#out.start[at]!; i < this.#out.start[at + 1]!; i++) {
        const step = this.#out.items[i]!;
        const joined = join(way, wayOf(this.#graph.edges, step));
        const next = target[step]!;
        if (this.#hidden[next]) stack.push({ at: next, way: joined });
        else this.#keep(source[first]!, next, joined, lastSeen[first]!);
      }
    }
  }

  /** What steers a hidden dataset as a whole steers each of its columns. */
  #besides(node: number): number[] {
    const graph = this.#graph;
    if (!graph.ofFields || !isWhole(graph, node)) return [];
    const dataset = graph.nodes.dataset[node]!;
    const { start, items } = this.#ofDataset;
    return [...items.subarray(start[dataset]!, start[dataset + 1]!)].filter((each) => each !== node);
  }

  #keep(source: number, target: number, way: Way, lastSeen: number): void {
    const key = source * nodeCount(this.#graph) + target;
    const known = this.#found.get(key);
    if (!known || isBetter(way, known.way)) this.#found.set(key, { source, target, way, lastSeen });
  }

  edges(): Edges {
    const edges = makeEdges(this.#found.size);
    let at = 0;
    for (const { source, target, way, lastSeen } of this.#found.values()) {
      edges.source[at] = source;
      edges.target[at] = target;
      edges.rank[at] = way.rank;
      edges.confidence[at] = way.confidence;
      edges.evidence[at] = way.evidence;
      edges.lastSeen[at] = lastSeen;
      at++;
    }
    return edges;
  }
}

function wayOf({ rank, confidence, evidence }: Edges, edge: number): Way {
  return { rank: rank[edge]!, confidence: confidence[edge]!, evidence: evidence[edge]! };
}

function isBetter(way: Way, known: Way): boolean {
  return way.rank > known.rank || (way.rank === known.rank && way.confidence > known.confidence);
}

function join(way: Way, step: Way): Way {
  const direct = isDirect(way.rank) && isDirect(step.rank);
  const ranks = [way.rank, step.rank].filter((rank) => direct || !isDirect(rank));
  return {
    rank: Math.max(...ranks),
    confidence: Math.min(way.confidence, step.confidence),
    evidence: Math.min(way.evidence, step.evidence),
  };
}

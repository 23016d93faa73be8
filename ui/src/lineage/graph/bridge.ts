/** Leave datasets out of a graph without tearing it: edges are drawn across what is hidden. */

import { rankOf, SUBTYPES, type WireEdge, type WireGraph, type WireNode } from "./types";

const TEMPORARY = new Set(["VOLATILE_TABLE", "GLOBAL_TEMPORARY_TABLE"]);

/** Whether a node belongs to a volatile or global temporary table. */
export function isTemporary(node: WireNode): boolean {
  return TEMPORARY.has(node.dataset.sourceType);
}

/**
 * The graph without the nodes that `hide` names. Two nodes that were joined through hidden ones only are joined by one
 * edge: of the strongest subtype on the way, DIRECT only if every step is, and no surer than the least sure step.
 */
export function bridge(graph: WireGraph, hide: (node: WireNode) => boolean): WireGraph {
  const hidden = new Set(graph.nodes.filter(hide).map((node) => node.id));
  if (hidden.size === 0) return graph;
  const out = new Map<string, WireEdge[]>();
  const edges = new Map<string, WireEdge>();
  for (const edge of graph.edges) {
    if (hidden.has(edge.source)) {
      const list = out.get(edge.source);
      if (list) list.push(edge);
      else out.set(edge.source, [edge]);
    } else if (!hidden.has(edge.target)) {
      keep(edges, edge);
    }
  }
  const wholes = wholesOf(graph, hidden);
  for (const first of graph.edges) {
    if (!hidden.has(first.source) && hidden.has(first.target)) bridgeFrom(first, out, hidden, wholes, edges);
  }
  return {
    ...graph,
    nodes: graph.nodes.filter((node) => !hidden.has(node.id)),
    edges: [...edges.values()],
  };
}

/** For the whole of each hidden dataset, its columns: what steers the one steers the others. */
function wholesOf(graph: WireGraph, hidden: ReadonlySet<string>): Map<string, string[]> {
  const columns = new Map<string, string[]>();
  for (const node of graph.nodes) {
    if (!hidden.has(node.id) || node.name === "*") continue;
    const whole = `${node.dataset.id}/*`;
    const list = columns.get(whole);
    if (list) list.push(node.id);
    else columns.set(whole, [node.id]);
  }
  return columns;
}

function bridgeFrom(
  first: WireEdge,
  out: ReadonlyMap<string, readonly WireEdge[]>,
  hidden: ReadonlySet<string>,
  wholes: ReadonlyMap<string, readonly string[]>,
  edges: Map<string, WireEdge>,
): void {
  // The best way found to each hidden node; a better one is followed again, so that the strongest stands.
  const best = new Map<string, WireEdge>();
  const stack: { at: string; way: WireEdge }[] = [{ at: first.target, way: first }];
  while (stack.length > 0) {
    const { at, way } = stack.pop()!;
    const known = best.get(at);
    if (known && !isBetter(way, known)) continue;
    best.set(at, way);
    for (const beside of wholes.get(at) ?? []) stack.push({ at: beside, way });
    for (const step of out.get(at) ?? []) {
      const joined = join(way, step);
      if (hidden.has(step.target)) stack.push({ at: step.target, way: joined });
      else keep(edges, joined);
    }
  }
}

function keep(edges: Map<string, WireEdge>, edge: WireEdge): void {
  const known = edges.get(edge.id);
  if (!known || isBetter(edge, known)) edges.set(edge.id, edge);
}

function isBetter(edge: WireEdge, known: WireEdge): boolean {
  const difference = rankOf(edge) - rankOf(known);
  return difference > 0 || (difference === 0 && edge.confidenceScore > known.confidenceScore);
}

function join(way: WireEdge, step: WireEdge): WireEdge {
  const direct = way.transformationType === "DIRECT" && step.transformationType === "DIRECT";
  const ranks = [way, step].filter((edge) => direct || edge.transformationType !== "DIRECT").map(rankOf);
  return {
    id: `${way.source}->${step.target}`,
    source: way.source,
    target: step.target,
    transformationType: direct ? "DIRECT" : "INDIRECT",
    transformationSubtype: SUBTYPES[Math.max(...ranks)]!,
    confidenceScore: Math.min(way.confidenceScore, step.confidenceScore),
    evidenceCount: Math.min(way.evidenceCount, step.evidenceCount),
    lastSeen: way.lastSeen,
  };
}

/** Two graphs as one: how a picture grows hop by hop. */

import { type Edges, edgeCount, type Graph, makeEdges, makeNodes, type Nodes, nodeCount } from "./graph";

/**
 * The union by id. What the first graph says of a node or an edge stands, except that depth is the lesser; so a graph
 * merged with itself, or with nothing, is itself, and the order of merging changes no set.
 */
export function merge(graph: Graph, more: Graph): Graph {
  const datasets = union(graph.datasets, more.datasets, ({ id }) => id);
  const nameIds = union(graph.nameIds, more.nameIds, (id) => id);
  const types = union(graph.types, more.types, (type) => type);
  const times = union(graph.times, more.times, (time) => time);
  const names = [...graph.names];
  more.names.forEach((name, at) => {
    names[nameIds.place[at]!] ??= name;
  });

  const nodes = mergeNodes(graph, more, (node) => ({
    dataset: datasets.place[more.nodes.dataset[node]!]!,
    name: nameIds.place[more.nodes.name[node]!] ?? -1,
    type: types.place[more.nodes.type[node]!] ?? -1,
  }));
  return {
    ofFields: nodeCount(graph) > 0 ? graph.ofFields : more.ofFields,
    datasets: datasets.all,
    names,
    nameIds: nameIds.all,
    types: types.all,
    times: times.all,
    nodes: nodes.all,
    edges: mergeEdges(graph, more, nodes.place, times.place, nodes.all.dataset.length),
    truncated: graph.truncated || more.truncated,
    omittedEdges: graph.omittedEdges + more.omittedEdges,
  };
}

/** All of the first and what is new in the second; `place[i]` says where the second's i stands. */
function union<T>(
  first: readonly T[],
  second: readonly T[],
  keyOf: (item: T) => string,
): { all: readonly T[]; place: readonly number[] } {
  const places = new Map(first.map((item, at) => [keyOf(item), at]));
  const all = [...first];
  const place = second.map((item) => {
    const known = places.get(keyOf(item));
    if (known !== undefined) return known;
    places.set(keyOf(item), all.length);
    return all.push(item) - 1;
  });
  return { all, place };
}

function mergeNodes(
  graph: Graph,
  more: Graph,
  translated: (node: number) => { dataset: number; name: number; type: number },
): { all: Nodes; place: Uint32Array } {
  const [size, extra] = [nodeCount(graph), nodeCount(more)];
  const names = graph.names.length + more.names.length + 1;
  const keyOf = (dataset: number, name: number) => dataset * names + name + 1;
  const known = new Map<number, number>();
  for (let node = 0; node < size; node++)
    known.set(keyOf(graph.nodes.dataset[node]!, graph.nodes.name[node]!), node);
  const all = makeNodes(size + extra);
  for (const part of Object.keys(all) as (keyof Nodes)[]) all[part].set(graph.nodes[part]);
  const place = new Uint32Array(extra);
  let used = size;
  for (let node = 0; node < extra; node++) {
    const { dataset, name, type } = translated(node);
    const key = keyOf(dataset, name);
    const at = known.get(key) ?? used;
    place[node] = at;
    if (at < used) {
      all.depth[at] = Math.min(all.depth[at]!, more.nodes.depth[node]!);
      continue;
    }
    known.set(key, at);
    all.dataset[at] = dataset;
    all.name[at] = name;
    all.type[at] = type;
    all.nullable[at] = more.nodes.nullable[node]!;
    all.depth[at] = more.nodes.depth[node]!;
    all.position[at] = more.nodes.position[node]!;
    used++;
  }
  return { all: cut(all, used), place };
}

function mergeEdges(
  graph: Graph,
  more: Graph,
  place: Uint32Array,
  times: readonly number[],
  nodes: number,
): Edges {
  const [size, extra] = [edgeCount(graph), edgeCount(more)];
  const all = makeEdges(size + extra);
  for (const part of Object.keys(all) as (keyof Edges)[]) all[part].set(graph.edges[part]);
  const known = new Set<number>();
  for (let edge = 0; edge < size; edge++) known.add(all.source[edge]! * nodes + all.target[edge]!);
  let used = size;
  for (let edge = 0; edge < extra; edge++) {
    const [source, target] = [place[more.edges.source[edge]!]!, place[more.edges.target[edge]!]!];
    const key = source * nodes + target;
    if (known.has(key)) continue;
    known.add(key);
    all.source[used] = source;
    all.target[used] = target;
    all.rank[used] = more.edges.rank[edge]!;
    all.confidence[used] = more.edges.confidence[edge]!;
    all.evidence[used] = more.edges.evidence[edge]!;
    all.lastSeen[used] = times[more.edges.lastSeen[edge]!] ?? -1;
    used++;
  }
  return cut(all, used);
}

/** The first `used` positions of every array of a group. */
export function cut<T extends Nodes | Edges>(group: T, used: number): T {
  return Object.fromEntries(Object.entries(group).map(([name, array]) => [name, array.slice(0, used)])) as T;
}

/**
 * A graph around another asset as the next hop of this one: its nodes are one hop beyond those of `card`, whatever
 * depth they had where they were asked for.
 */
export function asNextHop(graph: Graph, more: Graph, card: string): Graph {
  const dataset = graph.datasets.findIndex(({ id }) => id === card);
  let base = Number.POSITIVE_INFINITY;
  graph.nodes.dataset.forEach((each, node) => {
    if (each === dataset) base = Math.min(base, graph.nodes.depth[node]!);
  });
  if (base === Number.POSITIVE_INFINITY) base = 0;
  return { ...more, nodes: { ...more.nodes, depth: more.nodes.depth.map((depth) => base + depth) } };
}

/**
 * A lineage graph as arrays: a hundred thousand edges in a few megabytes, handed from a worker without a copy, and
 * walked without looking names up. Position i of each array of a group tells of the same thing.
 */

import { isDirect, SUBTYPES, WHOLE } from "./types";

export interface Dataset {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly sourceType: string;
}

export interface Nodes {
  /** Index in `datasets`. */
  readonly dataset: Uint32Array;
  /** Index in `names`; -1 where nodes are datasets. */
  readonly name: Int32Array;
  /** Index in `types`; -1 for unknown. */
  readonly type: Int32Array;
  /** 1, 0, or -1 for unknown. */
  readonly nullable: Int8Array;
  /** Fewest hops from a root. */
  readonly depth: Uint32Array;
  /** Place among the columns of its table, from 1; 0 for unknown. */
  readonly position: Int32Array;
}

export interface Edges {
  /** Indexes of nodes. */
  readonly source: Uint32Array;
  readonly target: Uint32Array;
  /** Rank of the subtype in `SUBTYPES`. */
  readonly rank: Uint8Array;
  /** 0 to 1. */
  readonly confidence: Float64Array;
  readonly evidence: Uint32Array;
  /** Index in `times`; -1 for unknown. */
  readonly lastSeen: Int32Array;
}

export interface Graph {
  /** Whether nodes are fields; else they are datasets. */
  readonly ofFields: boolean;
  readonly datasets: readonly Dataset[];
  /** Distinct names of fields, and the same as the last part of an id. */
  readonly names: readonly string[];
  readonly nameIds: readonly string[];
  readonly types: readonly string[];
  readonly times: readonly string[];
  readonly nodes: Nodes;
  readonly edges: Edges;
  readonly truncated: boolean;
  /** Edges left out for size. */
  readonly omittedEdges: number;
}

export const EMPTY_GRAPH: Graph = {
  ofFields: true,
  datasets: [],
  names: [],
  nameIds: [],
  types: [],
  times: [],
  nodes: makeNodes(0),
  edges: makeEdges(0),
  truncated: false,
  omittedEdges: 0,
};

export function makeNodes(count: number): Nodes {
  return {
    dataset: new Uint32Array(count),
    name: new Int32Array(count).fill(-1),
    type: new Int32Array(count).fill(-1),
    nullable: new Int8Array(count).fill(-1),
    depth: new Uint32Array(count),
    position: new Int32Array(count),
  };
}

export function makeEdges(count: number): Edges {
  return {
    source: new Uint32Array(count),
    target: new Uint32Array(count),
    rank: new Uint8Array(count),
    confidence: new Float64Array(count),
    evidence: new Uint32Array(count),
    lastSeen: new Int32Array(count).fill(-1),
  };
}

export function nodeCount({ nodes }: Graph): number {
  return nodes.dataset.length;
}

export function edgeCount({ edges }: Graph): number {
  return edges.source.length;
}

export function datasetOf(graph: Graph, node: number): Dataset {
  return graph.datasets[graph.nodes.dataset[node]!]!;
}

/** Indexes of the datasets that have nodes. */
export function datasetsOf({ datasets, nodes }: Graph): number[] {
  const seen = new Uint8Array(datasets.length);
  const found: number[] = [];
  for (let node = 0; node < nodes.dataset.length; node++) {
    const dataset = nodes.dataset[node]!;
    if (seen[dataset]) continue;
    seen[dataset] = 1;
    found.push(dataset);
  }
  return found;
}

/** The field's name, or the dataset's where nodes are datasets. */
export function nodeName(graph: Graph, node: number): string {
  return graph.names[graph.nodes.name[node]!] ?? datasetOf(graph, node).name;
}

export function nodeId(graph: Graph, node: number): string {
  const { id } = datasetOf(graph, node);
  const tail = graph.nameIds[graph.nodes.name[node]!];
  return tail === undefined ? id : `${id}/${tail}`;
}

/** Whether a node stands for its dataset as a whole. */
export function isWhole(graph: Graph, node: number): boolean {
  return !graph.ofFields || graph.names[graph.nodes.name[node]!] === WHOLE;
}

export function columnType(graph: Graph, node: number): string | null {
  return graph.types[graph.nodes.type[node]!] ?? null;
}

export function edgeId(graph: Graph, edge: number): string {
  const { source, target } = graph.edges;
  return `${nodeId(graph, source[edge]!)}->${nodeId(graph, target[edge]!)}`;
}

/** The node of an id; -1 where the graph has none. */
export function findNode(graph: Graph, id: string): number {
  const places = placesOf(graph);
  const whole = places.get(id);
  if (whole !== undefined && !graph.ofFields) return graph.nodes.dataset.indexOf(whole);
  for (let slash = id.indexOf("/"); slash >= 0; slash = id.indexOf("/", slash + 1)) {
    const dataset = places.get(id.slice(0, slash));
    const name = dataset === undefined ? -1 : graph.nameIds.indexOf(id.slice(slash + 1));
    if (name < 0) continue;
    const { nodes } = graph;
    for (let node = nodes.dataset.indexOf(dataset!); node >= 0; ) {
      if (nodes.name[node] === name) return node;
      node = nodes.dataset.indexOf(dataset!, node + 1);
    }
  }
  return -1;
}

/** The edge of an id; -1 where the graph has none. */
export function findEdge(graph: Graph, id: string): number {
  const { source, target } = graph.edges;
  for (let arrow = id.indexOf("->"); arrow >= 0; arrow = id.indexOf("->", arrow + 1)) {
    const [from, to] = [findNode(graph, id.slice(0, arrow)), findNode(graph, id.slice(arrow + 2))];
    if (from < 0 || to < 0) continue;
    for (let edge = source.indexOf(from); edge >= 0; edge = source.indexOf(from, edge + 1)) {
      if (target[edge] === to) return edge;
    }
  }
  return -1;
}

const places = new WeakMap<readonly Dataset[], Map<string, number>>();

function placesOf({ datasets }: Graph): Map<string, number> {
  let found = places.get(datasets);
  if (!found) {
    found = new Map(datasets.map(({ id }, index) => [id, index]));
    places.set(datasets, found);
  }
  return found;
}

/** The part of a graph with these nodes, in this order, and these edges, both of whose ends are among them. */
export function take(graph: Graph, nodes: readonly number[], edges: readonly number[]): Graph {
  const place = new Uint32Array(nodeCount(graph));
  nodes.forEach((node, index) => {
    place[node] = index;
  });
  return {
    ...graph,
    nodes: takeNodes(graph.nodes, nodes),
    edges: takeEdges(graph.edges, edges, place),
  };
}

function takeNodes(all: Nodes, wanted: readonly number[]): Nodes {
  const nodes = makeNodes(wanted.length);
  wanted.forEach((node, index) => {
    nodes.dataset[index] = all.dataset[node]!;
    nodes.name[index] = all.name[node]!;
    nodes.type[index] = all.type[node]!;
    nodes.nullable[index] = all.nullable[node]!;
    nodes.depth[index] = all.depth[node]!;
    nodes.position[index] = all.position[node]!;
  });
  return nodes;
}

function takeEdges(all: Edges, wanted: readonly number[], place: Uint32Array): Edges {
  const edges = makeEdges(wanted.length);
  wanted.forEach((edge, index) => {
    edges.source[index] = place[all.source[edge]!]!;
    edges.target[index] = place[all.target[edge]!]!;
    edges.rank[index] = all.rank[edge]!;
    edges.confidence[index] = all.confidence[edge]!;
    edges.evidence[index] = all.evidence[edge]!;
    edges.lastSeen[index] = all.lastSeen[edge]!;
  });
  return edges;
}

/** The graph as objects, as the API sends it where it is not asked for arrays. */
export function toObjects(graph: Graph) {
  const { nodes, edges } = graph;
  return {
    nodes: Array.from(nodes.dataset, (_, node) => ({
      id: nodeId(graph, node),
      type: graph.ofFields ? "field" : "dataset",
      name: nodeName(graph, node),
      dataset: datasetOf(graph, node),
      metadata: {
        columnType: columnType(graph, node),
        nullable: nodes.nullable[node]! < 0 ? null : nodes.nullable[node] === 1,
        depth: nodes.depth[node]!,
        ordinalPosition: nodes.position[node]! || null,
      },
    })),
    edges: Array.from(edges.source, (source, edge) => ({
      id: edgeId(graph, edge),
      source: nodeId(graph, source),
      target: nodeId(graph, edges.target[edge]!),
      transformationType: isDirect(edges.rank[edge]!) ? "DIRECT" : "INDIRECT",
      transformationSubtype: SUBTYPES[edges.rank[edge]!]! as string,
      confidenceScore: edges.confidence[edge]!,
      evidenceCount: edges.evidence[edge]!,
      lastSeen: graph.times[edges.lastSeen[edge]!] ?? null,
    })),
    truncated: graph.truncated,
    omittedEdges: graph.omittedEdges,
  };
}

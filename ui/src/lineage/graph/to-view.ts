/**
 * The API's graph as a view: cards with rows, and edges between ports as numbers in flat arrays.
 *
 * A port is where an edge can end: port `firstPort` of a card is its header, the ports after it are its rows. A link
 * is everything that joins two cards, and is what the layout works on. Edges of one link lie together.
 */

import { groupBy } from "./adjacency";
import { kindOf, LIGHT } from "./palette";
import { type Granularity, rankOf, splitName, WHOLE, type WireGraph, type WireNode } from "./types";

export type Card = {
  readonly id: string;
  /** Table, or database where cards are databases. */
  readonly title: string;
  readonly database: string;
  /** `sourceType` of the dataset, or DATABASE. */
  readonly kind: string;
  readonly firstPort: number;
  readonly rowCount: number;
  /** Fewest hops from a root. */
  readonly depth: number;
};

export type View = {
  readonly granularity: Granularity;
  readonly graph: WireGraph;
  readonly cards: readonly Card[];
  /** Card of each port. */
  readonly portCard: Uint32Array;
  /** Index in `graph.nodes` of each port, -1 where the header has no node of its own. */
  readonly portNode: Int32Array;
  /** Edges, grouped by link: from port, to port, rank of the subtype, confidence 0 to 1, index in `graph.edges`. */
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
  /** Port of a node id, for every node of the graph. */
  readonly portOf: ReadonlyMap<string, number>;
};

type Row = { readonly id: string; readonly node: number; readonly order: number };
type Draft = {
  id: string;
  title: string;
  database: string;
  kind: string;
  header: number;
  depth: number;
  rows: Row[];
};

const known = new WeakMap<WireGraph, Map<Granularity, View>>();

/** The view of a graph; asked for twice it is the same object. */
export function viewOf(graph: WireGraph, granularity: Granularity): View {
  let views = known.get(graph);
  if (!views) {
    views = new Map();
    known.set(graph, views);
  }
  let view = views.get(granularity);
  if (!view) {
    view = toView(graph, granularity);
    views.set(granularity, view);
  }
  return view;
}

/** Lay a graph out as cards and edges. Cards stand in the order of their ids, so equal graphs give equal views. */
export function toView(graph: WireGraph, granularity: Granularity): View {
  const drafts = draftCards(graph, granularity);
  const portOf = new Map<string, number>();
  const cards: Card[] = [];
  const portCard: number[] = [];
  const portNode: number[] = [];
  drafts.forEach((draft, card) => {
    const { rows, header, ...rest } = draft;
    rows.sort((a, b) => a.order - b.order || a.node - b.node);
    cards.push({ ...rest, firstPort: portCard.length, rowCount: rows.length });
    portCard.push(card);
    portNode.push(header);
    for (const row of rows) {
      portOf.set(row.id, portCard.length);
      portCard.push(card);
      portNode.push(row.node);
    }
  });
  const cardOf = new Map(cards.map((card, index) => [card.id, index]));
  for (const node of graph.nodes) {
    if (!portOf.has(node.id)) portOf.set(node.id, portFor(node, granularity, portOf, cards, cardOf));
  }
  const portCards = Uint32Array.from(portCard);
  return {
    granularity,
    graph,
    cards,
    portCard: portCards,
    portNode: Int32Array.from(portNode),
    portOf,
    ...collectEdges(graph, granularity, portOf, portCards),
  };
}

function draftCards(graph: WireGraph, granularity: Granularity): Draft[] {
  const drafts = new Map<string, Draft>();
  const seenRows = new Set<string>();
  graph.nodes.forEach((node, index) => {
    const byDatabase = granularity === "database";
    const id = cardIdOf(node, granularity);
    let draft = drafts.get(id);
    if (!draft) {
      const { database, table } = splitName(node.dataset.name);
      draft = {
        id,
        title: byDatabase ? database || node.dataset.name : table,
        database,
        kind: byDatabase ? "DATABASE" : node.dataset.sourceType,
        header: -1,
        depth: node.metadata.depth,
        rows: [],
      };
      drafts.set(id, draft);
    }
    draft.depth = Math.min(draft.depth, node.metadata.depth);
    if (byDatabase) {
      if (!seenRows.has(node.dataset.id)) {
        seenRows.add(node.dataset.id);
        draft.rows.push({ id: node.dataset.id, node: index, order: 0 });
      }
    } else if (isHeader(node) || granularity === "dataset") {
      if (draft.header < 0 || isHeader(node)) draft.header = index;
    } else {
      draft.rows.push({ id: node.id, node: index, order: node.metadata.ordinalPosition ?? 0 });
    }
  });
  return [...drafts.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function isHeader(node: WireNode): boolean {
  return node.type !== "field" || node.name === WHOLE;
}

/** The card a node stands on. Databases of two systems may share a name, so their cards carry the namespace. */
export function cardIdOf(node: WireNode, granularity: Granularity): string {
  return granularity === "database"
    ? `${node.dataset.namespace} ${splitName(node.dataset.name).database}`
    : node.dataset.id;
}

function portFor(
  node: WireNode,
  granularity: Granularity,
  portOf: ReadonlyMap<string, number>,
  cards: readonly Card[],
  cardOf: ReadonlyMap<string, number>,
): number {
  const own = portOf.get(granularity === "database" ? node.dataset.id : node.id);
  if (own !== undefined) return own;
  const card = cardOf.get(cardIdOf(node, granularity));
  return card === undefined ? -1 : (cards[card]?.firstPort ?? -1);
}

/** Edges in the order (card from, card to, port from, port to), by stable counting sorts from the last key to the first. */
function collectEdges(
  graph: WireGraph,
  granularity: Granularity,
  portOf: ReadonlyMap<string, number>,
  portCard: Uint32Array,
) {
  const rolledUp = granularity !== "field";
  const wires: number[] = [];
  const froms: number[] = [];
  const tos: number[] = [];
  graph.edges.forEach((edge, wire) => {
    const source = portOf.get(edge.source);
    const target = portOf.get(edge.target);
    if (source === undefined || target === undefined || (rolledUp && source === target)) return;
    wires.push(wire);
    froms.push(source);
    tos.push(target);
  });
  const ports = portCard.length;
  let order = groupBy(tos, ports).items;
  order = sortedBy(order, (i) => froms[i]!, ports);
  order = sortedBy(order, (i) => portCard[tos[i]!]!, ports);
  order = sortedBy(order, (i) => portCard[froms[i]!]!, ports);

  const size = order.length;
  const edges = {
    from: new Uint32Array(size),
    to: new Uint32Array(size),
    rank: new Uint8Array(size),
    confidence: new Float32Array(size),
    wire: new Uint32Array(size),
  };
  const links = { from: [] as number[], to: [] as number[], rank: [] as number[], start: [] as number[] };
  let used = 0;
  for (const i of order) {
    const [source, target, wire] = [froms[i]!, tos[i]!, wires[i]!];
    const edge = graph.edges[wire]!;
    const rank = rankOf(edge);
    const last = links.from.length - 1;
    if (last < 0 || links.from[last] !== portCard[source] || links.to[last] !== portCard[target]) {
      links.from.push(portCard[source]!);
      links.to.push(portCard[target]!);
      links.rank.push(rank);
      links.start.push(used);
    } else {
      links.rank[last] = Math.max(links.rank[last]!, rank);
    }
    if (used > 0 && edges.from[used - 1] === source && edges.to[used - 1] === target) {
      edges.confidence[used - 1] = Math.max(edges.confidence[used - 1]!, edge.confidenceScore);
      if (rank > edges.rank[used - 1]!) {
        edges.rank[used - 1] = rank;
        edges.wire[used - 1] = wire;
      }
      continue;
    }
    edges.from[used] = source;
    edges.to[used] = target;
    edges.rank[used] = rank;
    edges.confidence[used] = edge.confidenceScore;
    edges.wire[used] = wire;
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

function sortedBy(order: Uint32Array, key: (i: number) => number, keys: number): Uint32Array {
  return groupBy(Uint32Array.from(order, key), keys).items.map((at) => order[at]!);
}

/** The name shown on a port. */
export function portName(view: View, port: number): string {
  const card = view.cards[view.portCard[port] as number] as Card;
  if (port === card.firstPort) return card.title;
  const node = view.graph.nodes[view.portNode[port] as number] as WireNode;
  return view.granularity === "database" ? splitName(node.dataset.name).table : node.name;
}

/** The type shown beside a row, if it has one. */
export function portType(view: View, port: number): string | null {
  const node = view.graph.nodes[view.portNode[port] as number];
  if (!node || view.granularity === "dataset") return null;
  return view.granularity === "database"
    ? kindOf(LIGHT, node.dataset.sourceType).label
    : node.metadata.columnType;
}

/** The id by which the outside world knows a port: of its field, its dataset, or its card. */
export function portId(view: View, port: number): string {
  const card = view.cards[view.portCard[port] as number] as Card;
  if (port === card.firstPort) return card.id;
  const node = view.graph.nodes[view.portNode[port] as number] as WireNode;
  return view.granularity === "database" ? node.dataset.id : node.id;
}

/** The port of an id given out by `portId`, or of any node of the graph; undefined where the view has none. */
export function findPort(view: View, id: string): number | undefined {
  const port = view.portOf.get(id);
  if (port !== undefined && port >= 0) return port;
  return view.cards.find((card) => card.id === id)?.firstPort;
}

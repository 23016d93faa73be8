/**
 * A graph as a view: cards with rows, and edges between ports as numbers in flat arrays.
 *
 * A port is where an edge can end: port `firstPort` of a card is its header, the ports after it are its rows. A link
 * is everything that joins two cards, and is what the layout works on. Edges of one link lie together.
 */

import { sortedBy } from "./adjacency";
import {
  columnType,
  datasetOf,
  datasetsOf,
  edgeId,
  findNode,
  type Graph,
  nodeCount,
  nodeId,
  nodeName,
} from "./graph";
import { collectLinks, type Links } from "./links";
import { kindOf, LIGHT } from "./palette";
import { type Granularity, splitName, WHOLE } from "./types";

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

export type View = Links & {
  readonly granularity: Granularity;
  readonly graph: Graph;
  readonly cards: readonly Card[];
  /** Card of each port. */
  readonly portCard: Uint32Array;
  /** Node of each port, -1 where the header has no node of its own. */
  readonly portNode: Int32Array;
  /** Port of each node of the graph. */
  readonly portOfNode: Uint32Array;
};

const known = new WeakMap<Graph, Map<Granularity, View>>();

/** The view of a graph; asked for twice it is the same object. */
export function viewOf(graph: Graph, granularity: Granularity): View {
  return known.get(graph)?.get(granularity) ?? keepView(toView(graph, granularity));
}

/** Have `viewOf` give this view, which was made elsewhere. */
export function keepView(view: View): View {
  const views = known.get(view.graph) ?? new Map<Granularity, View>();
  known.set(view.graph, views.set(view.granularity, view));
  return view;
}

/** Lay a graph out as cards and edges. Cards stand in the order of their ids, so equal graphs give equal views. */
export function toView(graph: Graph, granularity: Granularity): View {
  const drafts = draftCards(graph, granularity);
  const cardOf = new Uint32Array(graph.datasets.length);
  drafts.forEach(({ datasets }, card) => {
    for (const dataset of datasets) cardOf[dataset] = card;
  });
  const nodes = nodeCount(graph);
  const portOfNode = new Uint32Array(nodes);
  const portCard = new Uint32Array(nodes + drafts.length);
  const portNode = new Int32Array(nodes + drafts.length).fill(-1);
  const rowOfDataset = new Uint32Array(granularity === "database" ? graph.datasets.length : 0);
  const whole = graph.names.indexOf(WHOLE);
  const firstPorts: number[] = [];
  const depths: number[] = [];
  let ports = 0;
  // A hot loop: nodes come card by card, so a card's ports follow each other.
  for (const node of inRows(graph, granularity, cardOf, drafts.length)) {
    const dataset = graph.nodes.dataset[node]!;
    const card = cardOf[dataset]!;
    if (card === firstPorts.length) {
      firstPorts.push(ports);
      depths.push(graph.nodes.depth[node]!);
      portCard[ports++] = card;
    }
    if (graph.nodes.depth[node]! < depths[card]!) depths[card] = graph.nodes.depth[node]!;
    const header = firstPorts[card]!;
    if (granularity === "database" && rowOfDataset[dataset]! > 0) {
      portOfNode[node] = rowOfDataset[dataset]!;
    } else if (granularity === "database" || (granularity === "field" && isRow(graph, node, whole))) {
      if (granularity === "database") rowOfDataset[dataset] = ports;
      portOfNode[node] = ports;
      portNode[ports] = node;
      portCard[ports++] = card;
    } else {
      portOfNode[node] = header;
      if (portNode[header]! < 0 || !isRow(graph, node, whole)) portNode[header] = node;
    }
  }
  const cards = drafts.map(
    // Member by member: spreading thousands of objects takes longer than all the rest.
    ({ id, title, database, kind }, card): Card => ({
      id,
      title,
      database,
      kind,
      firstPort: firstPorts[card]!,
      rowCount: (firstPorts[card + 1] ?? ports) - firstPorts[card]! - 1,
      depth: depths[card]!,
    }),
  );
  const cardOfPort = portCard.slice(0, ports);
  return {
    granularity,
    graph,
    cards,
    portCard: cardOfPort,
    portNode: portNode.slice(0, ports),
    portOfNode,
    ...collectLinks(graph, portOfNode, cardOfPort, granularity !== "field"),
  };
}

/** Whether a node is one column and not its table as a whole, whose name is the `whole`th. */
function isRow({ ofFields, nodes }: Graph, node: number, whole: number): boolean {
  return ofFields && nodes.name[node] !== whole;
}

/** Nodes by card; columns as the catalog orders them, or else as they came. */
function inRows(graph: Graph, granularity: Granularity, cardOf: Uint32Array, cards: number): Uint32Array {
  const { dataset, position } = graph.nodes;
  const order = new Uint32Array(dataset.length);
  const card = new Uint32Array(dataset.length);
  const place = new Uint32Array(position);
  let last = 0;
  for (let node = 0; node < order.length; node++) {
    order[node] = node;
    card[node] = cardOf[dataset[node]!]!;
    if (position[node]! > last) last = position[node]!;
  }
  // Those whose place nobody knows come last.
  for (let node = 0; node < place.length; node++) if (place[node] === 0) place[node] = last + 1;
  const inTables = granularity === "field" ? sortedBy(order, place, last + 2) : order;
  return sortedBy(inTables, card, cards);
}

type Draft = { id: string; title: string; database: string; kind: string; datasets: number[] };

/** A card for each dataset that has nodes, or for each database. */
function draftCards(graph: Graph, granularity: Granularity): Draft[] {
  const drafts = new Map<string, Draft>();
  for (const index of datasetsOf(graph)) {
    const { id, name, namespace, sourceType } = graph.datasets[index]!;
    const { database, table } = splitName(name);
    // Databases of two systems may share a name, so their cards carry the namespace.
    const card: Draft =
      granularity === "database"
        ? {
            id: `${namespace} ${database}`,
            title: database || name,
            database,
            kind: "DATABASE",
            datasets: [],
          }
        : { id, title: table, database, kind: sourceType, datasets: [] };
    const draft = drafts.get(card.id) ?? card;
    draft.datasets.push(index);
    drafts.set(card.id, draft);
  }
  return [...drafts.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The name shown on a port. */
export function portName(view: View, port: number): string {
  const card = view.cards[view.portCard[port]!]!;
  if (port === card.firstPort) return card.title;
  const node = view.portNode[port]!;
  return view.granularity === "database"
    ? splitName(datasetOf(view.graph, node).name).table
    : nodeName(view.graph, node);
}

/** The type shown beside a row, if it has one. */
export function portType(view: View, port: number): string | null {
  const node = view.portNode[port]!;
  if (node < 0 || view.granularity === "dataset") return null;
  return view.granularity === "database"
    ? kindOf(LIGHT, datasetOf(view.graph, node).sourceType).label
    : columnType(view.graph, node);
}

/** The id by which the outside world knows a port: of its field, its dataset, or its card. */
export function portId(view: View, port: number): string {
  const card = view.cards[view.portCard[port]!]!;
  if (port === card.firstPort) return card.id;
  const node = view.portNode[port]!;
  return view.granularity === "database" ? datasetOf(view.graph, node).id : nodeId(view.graph, node);
}

/** The id of an edge as drawn: of the columns it joins, or of the tables. */
export function drawnEdgeId(view: View, edge: number): string {
  return view.granularity === "field"
    ? edgeId(view.graph, view.wire[edge]!)
    : `${portId(view, view.from[edge]!)}->${portId(view, view.to[edge]!)}`;
}

/** The port of an id given out by `portId`, or of any node of the graph; undefined where the view has none. */
export function findPort(view: View, id: string): number | undefined {
  const node = findNode(view.graph, id);
  if (node >= 0) return view.portOfNode[node];
  const { graph, granularity } = view;
  if (granularity === "database") {
    const inside = graph.nodes.dataset.findIndex((dataset) => graph.datasets[dataset]!.id === id);
    if (inside >= 0) return view.portOfNode[inside];
  }
  return view.cards.find((card) => card.id === id)?.firstPort;
}

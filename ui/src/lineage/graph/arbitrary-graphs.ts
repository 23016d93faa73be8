/** Graphs for tests: small ones written by hand, and any that the API could send. */

import fc from "fast-check";
import { edgeId, type Graph, nodeId } from "./graph";
import { toGraph } from "./read";
import { SUBTYPES } from "./types";

const NAMESPACE = "teradata://td.example.com:1025";
const DIRECT = ["IDENTITY", "TRANSFORMATION", "AGGREGATION"];

export interface Edge {
  /** `DB.T.column`, or `DB.T.*`. */
  readonly from: string;
  readonly to: string;
  readonly subtype: string;
  readonly confidence: number;
}

/** The id of a node from `DB.T.column`. */
export function idOf(name: string): string {
  const at = name.lastIndexOf(".");
  return `ns/${name.slice(0, at)}/${name.slice(at + 1)}`;
}

/** An edge from `DB.T.a -> DB.U.b SUBTYPE`; IDENTITY where no subtype is given. */
export function edge(text: string, confidence = 1): Edge {
  const [, from, to, subtype = "IDENTITY"] = /^(\S+) -> (\S+)(?: (\w+))?$/.exec(text)!;
  return { from: from!, to: to!, subtype, confidence };
}

/** A graph of these fields and edges; tables whose name begins with `VT` are volatile. */
export function makeGraph(
  fields: readonly string[],
  edges: readonly Edge[],
  depthOf: (field: string) => number = () => 1,
  positionOf: (field: string) => number = () => 0,
): Graph {
  const tables = distinct(fields.map(tableOf));
  const names = distinct(fields.map(columnOf));
  const subtypes = [...SUBTYPES];
  return toGraph({
    type: "field",
    namespaces: [NAMESPACE],
    datasets: {
      id: tables.map((table) => `ns/${table}`),
      name: tables,
      namespace: tables.map(() => 0),
      sourceType: tables.map((table) => (table.includes(".VT") ? "VOLATILE_TABLE" : "TABLE")),
    },
    names,
    nameIds: names,
    types: ["INTEGER"],
    nodes: {
      dataset: fields.map((field) => tables.indexOf(tableOf(field))),
      name: fields.map((field) => names.indexOf(columnOf(field))),
      columnType: fields.map(() => 0),
      nullable: fields.map(() => -1),
      depth: fields.map(depthOf),
      ordinalPosition: fields.map(positionOf),
    },
    edges: {
      source: edges.map(({ from }) => fields.indexOf(from)),
      target: edges.map(({ to }) => fields.indexOf(to)),
      subtype: edges.map(({ subtype }) => subtypes.indexOf(subtype as (typeof SUBTYPES)[number])),
      confidenceScore: edges.map(({ confidence }) => confidence),
      evidenceCount: edges.map(() => 1),
      lastSeen: edges.map(() => 0),
    },
    subtypes,
    transformationTypes: subtypes.map((subtype) => (DIRECT.includes(subtype) ? "DIRECT" : "INDIRECT")),
    times: ["2026-01-01T00:00:00Z"],
    truncated: false,
    omittedEdges: 0,
  });
}

const tableOf = (field: string) => field.slice(0, field.lastIndexOf("."));
const columnOf = (field: string) => field.slice(field.lastIndexOf(".") + 1);
const distinct = (items: readonly string[]) => [...new Set(items)];

/** A graph from lines like `DB.T.a -> DB.U.b JOIN`; a line without an arrow is a field by itself. */
export function graphOf(...lines: string[]): Graph {
  const fields = lines.flatMap((line) => line.split(" -> ").map((part) => part.split(" ")[0]!));
  const edges = lines.filter((line) => line.includes("->")).map((line) => edge(line));
  return makeGraph(distinct(fields), edges);
}

export function nodeIds(graph: Graph): string[] {
  return Array.from(graph.nodes.dataset, (_, node) => nodeId(graph, node));
}

export function edgeIds(graph: Graph): string[] {
  return Array.from(graph.edges.source, (_, index) => edgeId(graph, index));
}

/** Any graph of up to 12 tables in 3 databases, cycles, self edges and indirect edges included. */
export const anyGraph: fc.Arbitrary<Graph> = fc
  .record({
    tables: fc.integer({ min: 1, max: 12 }),
    pairs: fc.array(
      fc.record({
        from: fc.nat(11),
        to: fc.nat(11),
        a: fc.nat(3),
        b: fc.nat(3),
        subtype: fc.constantFrom(...SUBTYPES),
        confidence: fc.constantFrom(0.4, 0.8, 1),
      }),
      { maxLength: 40 },
    ),
  })
  .map(({ tables, pairs }) => {
    const name = (table: number) => `D${table % 3}.${table % 4 === 1 ? "VT" : "T"}${table}`;
    const edges = new Map<string, Edge>();
    const used = new Set<string>(Array.from({ length: tables }, (_, table) => `${name(table)}.c0`));
    for (const { from: f, to: t, a, b, subtype, confidence } of pairs) {
      const whole = !DIRECT.includes(subtype) && subtype !== "CONDITIONAL";
      const from = `${name(f % tables)}.c${a}`;
      const to = `${name(t % tables)}.${whole ? "*" : `c${b}`}`;
      if (from === to) continue;
      used.add(from);
      used.add(to);
      if (!edges.has(`${from} ${to}`)) edges.set(`${from} ${to}`, { from, to, subtype, confidence });
    }
    return makeGraph([...used], [...edges.values()]);
  });

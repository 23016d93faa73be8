/** Graphs for tests: small ones written by hand, and any that the API could send. */

import fc from "fast-check";
import { SUBTYPES, type WireEdge, type WireGraph, type WireNode } from "./types";

const NAMESPACE = "teradata://td.example.com:1025";
const DIRECT = ["IDENTITY", "TRANSFORMATION", "AGGREGATION"];

/** A node from `DB.T.column`, or `DB.T.*`; `type` is the dataset's source type. */
export function node(name: string, sourceType = "TABLE", depth = 1): WireNode {
  const at = name.lastIndexOf(".");
  const dataset = name.slice(0, at);
  const field = name.slice(at + 1);
  return {
    id: `ns/${dataset}/${field}`,
    type: "field",
    name: field,
    dataset: { id: `ns/${dataset}`, name: dataset, namespace: NAMESPACE, sourceType },
    metadata: { columnType: "INTEGER", nullable: null, depth },
  };
}

/** An edge from `DB.T.a -> DB.U.b SUBTYPE`; IDENTITY where no subtype is given. */
export function edge(text: string, confidenceScore = 1): WireEdge {
  const [, from, to, subtype = "IDENTITY"] = /^(\S+) -> (\S+)(?: (\w+))?$/.exec(text)!;
  const [source, target] = [node(from!).id, node(to!).id];
  return {
    id: `${source}->${target}`,
    source,
    target,
    transformationType: DIRECT.includes(subtype) ? "DIRECT" : "INDIRECT",
    transformationSubtype: subtype,
    confidenceScore,
    evidenceCount: 1,
    lastSeen: "2026-01-01T00:00:00Z",
  };
}

/** A graph from lines like `DB.T.a -> DB.U.b JOIN`; tables whose name begins with `VT` are volatile. */
export function graphOf(...lines: string[]): WireGraph {
  const edges = lines.filter((line) => line.includes("->")).map((line) => edge(line));
  const names = lines.flatMap((line) => line.split(" -> ").map((part) => part.split(" ")[0]!));
  const nodes = [...new Set(names)].map((name) =>
    node(name, name.includes(".VT") ? "VOLATILE_TABLE" : "TABLE"),
  );
  return { nodes, edges, truncated: false, omittedEdges: 0 };
}

/** Any graph of up to 12 tables in 3 databases, cycles, self edges and indirect edges included. */
export const anyGraph: fc.Arbitrary<WireGraph> = fc
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
    const edges = new Map<string, WireEdge>();
    const used = new Set<string>(Array.from({ length: tables }, (_, table) => `${name(table)}.c0`));
    for (const { from, to, a, b, subtype, confidence } of pairs) {
      const whole = !DIRECT.includes(subtype) && subtype !== "CONDITIONAL";
      const source = `${name(from % tables)}.c${a}`;
      const target = `${name(to % tables)}.${whole ? "*" : `c${b}`}`;
      if (source === target) continue;
      used.add(source);
      used.add(target);
      const made = edge(`${source} -> ${target} ${subtype}`, confidence);
      if (!edges.has(made.id)) edges.set(made.id, made);
    }
    const nodes = [...used].map((each) => node(each, each.includes(".VT") ? "VOLATILE_TABLE" : "TABLE"));
    return { nodes, edges: [...edges.values()], truncated: false, omittedEdges: 0 };
  });

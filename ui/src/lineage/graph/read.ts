/** From the API's columnar answer to a graph. */

import type { Dataset, Graph } from "./graph";
import { rankOf } from "./types";

/** The columnar form, as far as a picture needs it; the generated API types fit this shape. */
export interface Columns {
  readonly type: string;
  readonly namespaces: readonly string[];
  readonly datasets: {
    readonly id: readonly string[];
    readonly name: readonly string[];
    readonly namespace: readonly number[];
    readonly sourceType: readonly string[];
  };
  readonly names: readonly string[];
  readonly nameIds: readonly string[];
  readonly types: readonly string[];
  readonly nodes: {
    readonly dataset: readonly number[];
    readonly name: readonly number[];
    readonly columnType: readonly number[];
    readonly nullable: readonly number[];
    readonly depth: readonly number[];
    readonly ordinalPosition?: readonly number[];
  };
  readonly edges: {
    readonly source: readonly number[];
    readonly target: readonly number[];
    readonly subtype: readonly number[];
    readonly confidenceScore: readonly number[];
    readonly evidenceCount: readonly number[];
    readonly lastSeen: readonly number[];
  };
  readonly subtypes: readonly string[];
  readonly transformationTypes: readonly string[];
  readonly times: readonly string[];
  readonly truncated: boolean;
  readonly omittedEdges: number;
}

/** An answer with its graph read; a database's answer also says how many tables there are. */
export interface LineageAnswer {
  readonly graph: Graph;
  readonly total: number | null;
}

/** Read an answer's bytes. Throws a SyntaxError where they are no JSON. */
export function readAnswer(bytes: ArrayBuffer): LineageAnswer {
  const { graph, total } = JSON.parse(new TextDecoder().decode(bytes)) as { graph: Columns; total?: number };
  return { graph: toGraph(graph), total: total ?? null };
}

export function toGraph(columns: Columns): Graph {
  const { datasets, nodes, edges } = columns;
  const count = nodes.dataset.length;
  const ranks = columns.subtypes.map((subtype, at) => rankOf(subtype, columns.transformationTypes[at]!));
  return {
    ofFields: columns.type === "field",
    datasets: datasets.id.map(
      (id, at): Dataset => ({
        id,
        name: datasets.name[at]!,
        namespace: columns.namespaces[datasets.namespace[at]!]!,
        sourceType: datasets.sourceType[at]!,
      }),
    ),
    names: columns.names,
    nameIds: columns.nameIds,
    types: columns.types,
    times: columns.times,
    nodes: {
      dataset: new Uint32Array(nodes.dataset),
      name: filled(nodes.name, count, -1),
      type: filled(nodes.columnType, count, -1),
      nullable: new Int8Array(filled(nodes.nullable, count, -1)),
      depth: new Uint32Array(nodes.depth),
      position: filled(nodes.ordinalPosition ?? [], count, 0),
    },
    edges: {
      source: new Uint32Array(edges.source),
      target: new Uint32Array(edges.target),
      rank: new Uint8Array(edges.subtype.map((subtype) => ranks[subtype]!)),
      confidence: new Float64Array(edges.confidenceScore),
      evidence: new Uint32Array(edges.evidenceCount),
      lastSeen: new Int32Array(edges.lastSeen),
    },
    truncated: columns.truncated,
    omittedEdges: columns.omittedEdges,
  };
}

/** A column that is empty where it says nothing of these nodes. */
function filled(values: readonly number[], count: number, missing: number): Int32Array {
  return values.length === count ? new Int32Array(values) : new Int32Array(count).fill(missing);
}

/** What a link to the lineage page says: the asset in the path, the rest as parameters, defaults left out. */

import type { Direction, Granularity } from "./graph/types";

export interface LineageState {
  /** `{namespaceId}/{database}.{table}`, with `/{field}` or without; or a database; or nothing yet. */
  readonly asset:
    | { readonly kind: "asset"; readonly id: string }
    | { readonly kind: "database"; readonly name: string }
    | null;
  readonly granularity: Granularity;
  readonly direction: Direction;
  /** Hops, 1 to 20. */
  readonly depth: number;
  readonly indirect: boolean;
  readonly hideTemporary: boolean;
  readonly onlyPath: boolean;
  readonly clusters: boolean;
  readonly view: "graph" | "table";
  readonly withoutDatabases: readonly string[];
  readonly withoutTypes: readonly string[];
  /** Ids of selected columns or tables, two at most. */
  readonly selected: readonly string[];
  /** Id of the selected edge. */
  readonly edge: string | null;
  /** Cards whose next hop is loaded: `upstream {datasetId}` or `downstream {datasetId}`. */
  readonly grown: readonly string[];
  /** An instant (ISO 8601) to look back to. */
  readonly asOf: string | null;
}

export const DEFAULT_DEPTH = 2;
export const MIN_DEPTH = 1;
export const MAX_DEPTH = 20;
const MAX_SELECTED = 2;

export const DEFAULTS: LineageState = {
  asset: null,
  granularity: "field",
  direction: "both",
  depth: DEFAULT_DEPTH,
  indirect: false,
  hideTemporary: false,
  onlyPath: false,
  clusters: false,
  view: "graph",
  withoutDatabases: [],
  withoutTypes: [],
  selected: [],
  edge: null,
  grown: [],
  asOf: null,
};

const DATABASE = "database/";

/** Read a link. What cannot be read counts as not said; `path` is what follows `/lineage/`, percent-decoded. */
export function parseState(path: string, query: URLSearchParams): LineageState {
  const depth = Number(query.get("depth") ?? DEFAULT_DEPTH);
  return {
    asset: parsePath(path),
    granularity: oneOf(query.get("granularity"), ["field", "dataset", "database"]),
    direction: oneOf(query.get("direction"), ["both", "upstream", "downstream"]),
    depth: Number.isInteger(depth) ? Math.min(MAX_DEPTH, Math.max(MIN_DEPTH, depth)) : DEFAULT_DEPTH,
    indirect: query.get("indirect") === "1",
    hideTemporary: query.get("temporary") === "0",
    onlyPath: query.get("only") === "path",
    clusters: query.get("clusters") === "1",
    view: oneOf(query.get("view"), ["graph", "table"]),
    withoutDatabases: query.getAll("-database"),
    withoutTypes: query.getAll("-type"),
    selected: query.getAll("select").filter(Boolean).slice(0, MAX_SELECTED),
    edge: query.get("edge") || null,
    grown: query.getAll("more").filter((key) => /^(upstream|downstream) ./s.test(key)),
    asOf: instantIn(query.get("asOf")),
  };
}

/** The parameters of a link; `parseState` gives the state back. */
export function renderQuery(state: LineageState): URLSearchParams {
  const query = new URLSearchParams();
  if (state.granularity !== DEFAULTS.granularity) query.set("granularity", state.granularity);
  if (state.direction !== DEFAULTS.direction) query.set("direction", state.direction);
  if (state.depth !== DEFAULTS.depth) query.set("depth", String(state.depth));
  if (state.indirect) query.set("indirect", "1");
  if (state.hideTemporary) query.set("temporary", "0");
  if (state.onlyPath) query.set("only", "path");
  if (state.clusters) query.set("clusters", "1");
  if (state.view !== DEFAULTS.view) query.set("view", state.view);
  if (state.asOf) query.set("asOf", state.asOf);
  for (const database of state.withoutDatabases) query.append("-database", database);
  for (const type of state.withoutTypes) query.append("-type", type);
  for (const id of state.selected) query.append("select", id);
  if (state.edge !== null) query.set("edge", state.edge);
  for (const key of state.grown) query.append("more", key);
  return query;
}

function parsePath(path: string): LineageState["asset"] {
  if (path === "" || path === DATABASE) return null;
  if (path.startsWith(DATABASE)) return { kind: "database", name: path.slice(DATABASE.length) };
  return { kind: "asset", id: path };
}

function oneOf<T extends string>(value: string | null, allowed: readonly [T, ...T[]]): T {
  return allowed.find((each) => each === value) ?? allowed[0];
}

function instantIn(text: string | null): string | null {
  return text !== null && !Number.isNaN(Date.parse(text)) ? text : null;
}

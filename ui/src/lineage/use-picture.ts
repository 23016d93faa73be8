import { useMemo } from "react";
import { counted } from "../ui/format";
import { bridge, isTemporary } from "./graph/bridge";
import { datasetsOf, edgeCount, type Graph, isWhole, nodeCount } from "./graph/graph";
import { portsOf, trace } from "./graph/highlight";
import { shortestPaths } from "./graph/paths";
import { type Facet, facets, restrict } from "./graph/restrict";
import { findPort, viewOf } from "./graph/to-view";
import { splitName } from "./graph/types";
import type { LineageState } from "./url-state";

export interface Picture {
  /** What is left of the fetched graph after hiding, filtering and restricting. */
  readonly graph: Graph;
  /** What there is to filter by, whatever is filtered now. */
  readonly facets: { readonly databases: Facet[]; readonly types: Facet[] };
  /** The picture in words, for those who do not see it. */
  readonly summary: string;
  readonly pathLength: number | null | undefined;
}

/** From the graph as fetched to the graph as shown. */
export function usePicture(graph: Graph | null, state: LineageState): Picture | null {
  const { hideTemporary, withoutDatabases, withoutTypes, onlyPath, selected, granularity } = state;
  const bridged = useMemo(() => {
    if (!graph) return null;
    if (!hideTemporary && withoutDatabases.length === 0 && withoutTypes.length === 0) return graph;
    const databases = new Set(withoutDatabases);
    const types = new Set(withoutTypes);
    return bridge(
      graph,
      (dataset) =>
        (hideTemporary && isTemporary(dataset)) ||
        types.has(dataset.sourceType) ||
        databases.has(splitName(dataset.name).database),
    );
  }, [graph, hideTemporary, withoutDatabases, withoutTypes]);

  const path = onlyPath ? selected : NO_PATH;
  const shown = useMemo(() => {
    if (!bridged || path.length === 0) return bridged;
    const view = viewOf(bridged, granularity);
    const ports = path.map((id) => findPort(view, id)).filter((port) => port !== undefined);
    return ports.length === 0
      ? bridged
      : restrict(
          view,
          trace(
            view,
            ports.flatMap((port) => portsOf(view, port)),
          ),
        );
  }, [bridged, path, granularity]);

  const pathLength = useMemo(() => {
    const [first, second] = selected;
    if (!shown || first === undefined || second === undefined) return undefined;
    const view = viewOf(shown, granularity);
    const [from, to] = [findPort(view, first), findPort(view, second)];
    if (from === undefined || to === undefined) return null;
    return shortestPaths(view, portsOf(view, from), portsOf(view, to)).length;
  }, [shown, selected, granularity]);

  const all = useMemo(() => (graph ? facets(graph) : null), [graph]);
  return useMemo(
    () => (shown && all ? { graph: shown, facets: all, summary: summaryOf(shown), pathLength } : null),
    [shown, all, pathLength],
  );
}

const NO_PATH: readonly string[] = [];

function summaryOf(graph: Graph): string {
  const tables = datasetsOf(graph).length;
  let columns = 0;
  for (let node = 0; node < nodeCount(graph); node++) if (!isWhole(graph, node)) columns++;
  return [
    counted(tables, "table"),
    ...(columns > 0 ? [counted(columns, "column")] : []),
    counted(edgeCount(graph), "edge"),
  ].join(", ");
}

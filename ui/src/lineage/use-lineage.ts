import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { Answer, CacheState } from "../api/client";
import { parseAsset } from "../api/ids";
import {
  refresh as askAnew,
  asked,
  databaseLineage,
  fieldLineage,
  type Question,
  tableLineage,
  type Walk,
} from "../api/queries";
import { asGraph } from "./as-graph";
import type { Graph } from "./graph/graph";
import { asNextHop, merge } from "./graph/merge";
import type { LineageAnswer } from "./graph/read";
import type { Direction } from "./graph/types";
import type { LineageState } from "./url-state";

export interface LineageData {
  /** The graph with every loaded hop; null until the first answer. */
  readonly graph: Graph | null;
  readonly cache: CacheState | null;
  readonly error: Error | null;
  readonly loading: boolean;
  readonly refreshing: boolean;
  /** Tables of a database that the picture leaves out. */
  readonly omittedTables: number;
  refresh(): void;
  retry(): void;
  cancel(): void;
}

/** A database is drawn with as many of its tables as one answer holds. */
const TABLES = 500;

/** The graph of the address: the asset's own, and the next hops that were opened. */
export function useLineage(state: LineageState): LineageData {
  const client = useQueryClient();
  const { asset, granularity, direction, depth, indirect, asOf, grown } = state;
  const question = useMemo(
    () => questionOf(asset, { granularity, direction, depth, indirect, asOf }),
    [asset, granularity, direction, depth, indirect, asOf],
  );
  const hops = useMemo(
    () => grown.map((key) => hopOf(key, { granularity, indirect, asOf })),
    [grown, granularity, indirect, asOf],
  );
  const main = useQuery({ ...asked(question ?? NO_QUESTION), enabled: question !== null });
  const more = useQueries({
    queries: hops.map(({ question: hop }) => asked(hop)),
    combine: useCallback(
      (
        results: { data?: Answer<LineageAnswer> | undefined; error: Error | null; isFetching: boolean }[],
      ) => ({
        graphs: results.map(({ data }) => data?.data.graph ?? null),
        error: results.find(({ error }) => error)?.error ?? null,
        loading: results.some(({ data, isFetching }) => isFetching && !data),
      }),
      [],
    ),
  });
  const [refreshing, setRefreshing] = useState(false);
  const [refreshError, setRefreshError] = useState<Error | null>(null);

  const own = main.data?.data.graph ?? null;
  const graph = useMemo(() => {
    if (!own) return null;
    return hops.reduce<Graph>((whole, { card }, index) => {
      const hop = more.graphs[index];
      return hop ? merge(whole, asNextHop(whole, hop, card)) : whole;
    }, own);
  }, [own, hops, more.graphs]);

  const refresh = useCallback(() => {
    if (!question) return;
    setRefreshing(true);
    setRefreshError(null);
    Promise.all([askAnew(client, question), ...hops.map((hop) => askAnew(client, hop.question))])
      .catch((error: unknown) => setRefreshError(error instanceof Error ? error : new Error(String(error))))
      .finally(() => setRefreshing(false));
  }, [client, question, hops]);

  return {
    graph,
    cache: main.data?.cache ?? null,
    error: refreshError ?? main.error ?? more.error,
    loading: main.isFetching && !main.data ? true : more.loading,
    refreshing,
    omittedTables: Math.max(0, (main.data?.data.total ?? 0) - TABLES),
    refresh,
    retry: () => void main.refetch(),
    cancel: () =>
      void client.cancelQueries({ predicate: (query) => String(query.queryKey[0]).includes("/lineage/") }),
  };
}

const NO_QUESTION: Question<LineageAnswer> = { path: "", params: {} };

interface How {
  readonly granularity: LineageState["granularity"];
  readonly indirect: boolean;
  readonly asOf: string | null;
}

function questionOf(
  asset: LineageState["asset"],
  how: How & { direction: Direction; depth: number },
): Question<LineageAnswer> | null {
  if (asset === null) return null;
  const walk = { ...walkOf(how), direction: how.direction, maxDepth: how.depth };
  if (asset.kind === "database") {
    return asGraph(databaseLineage(asset.name, walk, { limit: TABLES, offset: 0 }), how.granularity);
  }
  const field = parseAsset(asset.id)?.field ?? null;
  if (field === null) return asGraph(tableLineage(asset.id, walk), how.granularity);
  // A column alone has no coarser graph of its own: its path is fetched in full and rolled up here.
  return asGraph(fieldLineage(asset.id, { ...walk, granularity: undefined }), how.granularity);
}

function hopOf(key: string, how: How): { card: string; question: Question<LineageAnswer> } {
  const space = key.indexOf(" ");
  const card = key.slice(space + 1);
  const direction = key.slice(0, space) as Direction;
  return {
    card,
    question: asGraph(tableLineage(card, { ...walkOf(how), direction, maxDepth: 1 }), how.granularity),
  };
}

function walkOf(how: How): Walk {
  return {
    indirect: how.indirect,
    granularity: how.granularity === "field" ? "field" : "dataset",
    asOf: how.asOf,
  };
}

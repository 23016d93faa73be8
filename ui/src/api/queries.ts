/** Every question the page asks, as a value: the query cache's key and the request are made from it. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { type Answer, ApiError, encodeId, get, type Params } from "./client";
import type * as doc from "./types";

const V2 = "/api/v2/openlineage";

/** A question whose answer is a T. */
export interface Question<T> {
  readonly path: string;
  readonly params: Params;
  /** How the answer's bytes become a T; as JSON where this is not said. */
  readonly read?: (bytes: ArrayBuffer) => Promise<T>;
  /** Only for the type checker: what the answer holds. */
  readonly answers?: T;
}

function question<T>(path: string, params: Params = {}): Question<T> {
  return { path, params };
}

/** Options for `useQuery`: `data` is the answer's document with the cache's state beside it. */
export function asked<T>(it: Question<T>) {
  return queryOptions({
    queryKey: keyOf(it),
    queryFn: ({ signal }): Promise<Answer<T>> => get<T>(it.path, it.params, { signal, read: it.read }),
    // What is read into arrays is not compared with what was there before, member by member.
    structuralSharing: it.read === undefined,
  });
}

/** Ask the source past the server's cache, and keep the answer for every later look at the same question. */
export async function refresh<T>(
  client: QueryClient,
  it: Question<T>,
  signal?: AbortSignal,
): Promise<Answer<T>> {
  const answer = await get<T>(it.path, { ...it.params, refresh: true }, { signal, read: it.read });
  await client.cancelQueries({ queryKey: keyOf(it), exact: true });
  client.setQueryData(keyOf(it), answer);
  return answer;
}

const AT_ONCE = 4;

/**
 * Refresh every question whose path matches and that has been answered since the page was opened. What is gone by
 * now is forgotten; of other errors the first is thrown once all have been asked.
 */
export async function refreshEvery(client: QueryClient, matches: (path: string) => boolean): Promise<void> {
  const answered = client.getQueryCache().findAll({ predicate: (it) => matches(String(it.queryKey[0])) });
  const waiting = answered.map((it) => it.queryKey as unknown as ReturnType<typeof keyOf>);
  const failures: unknown[] = [];
  const worker = async () => {
    for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
      try {
        await refresh(client, question(...key));
      } catch (error) {
        if (error instanceof ApiError && error.status === 404)
          client.removeQueries({ queryKey: key, exact: true });
        else failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (failures.length > 0) throw failures[0];
}

/** What is known of a question without asking anybody. */
export function known<T>(client: QueryClient, it: Question<T>) {
  return client.getQueryState<Answer<T>>(keyOf(it));
}

function keyOf(it: Question<unknown>) {
  return [it.path, it.params] as const;
}

export interface Page {
  limit: number;
  offset: number;
}

/** How to walk the graph; what is unset is the server's default. */
export interface Walk {
  direction?: doc.Direction;
  maxDepth?: number;
  indirect?: boolean;
  granularity?: doc.Granularity;
  asOf?: string | null;
}

function walkParams({ indirect, ...rest }: Walk): Params {
  return { ...rest, include: indirect ? "direct,indirect" : undefined, format: "columnar" };
}

export const namespaces = () => question<doc.NamespaceList>(`${V2}/namespaces`);

export const databases = (namespaceId: string, page: Page, q?: string) =>
  question<doc.DatabasePage>(`${V2}/namespaces/${encodeId(namespaceId)}/databases`, { ...page, q });

export const datasets = (
  namespaceId: string,
  page: Page,
  filter: { database?: string; q?: string; sourceType?: string } = {},
) => question<doc.DatasetPage>(`${V2}/namespaces/${encodeId(namespaceId)}/datasets`, { ...page, ...filter });

export const dataset = (id: string) => question<doc.Dataset>(`${V2}/datasets/${encodeId(id)}`);

export const statistics = (id: string) =>
  question<doc.DatasetStatistics>(`${V2}/datasets/${encodeId(id)}/statistics`);

export const ddl = (id: string) => question<doc.DatasetDdl>(`${V2}/datasets/${encodeId(id)}/ddl`);

export const search = (q: string, limit = 20) => question<doc.SearchResult>(`${V2}/search`, { q, limit });

export const fieldLineage = (fieldId: string, walk: Walk = {}) =>
  question<doc.ColumnarLineage>(`${V2}/lineage/${encodeId(fieldId)}`, walkParams(walk));

export const tableLineage = (datasetId: string, walk: Walk = {}) =>
  question<doc.ColumnarLineage>(`${V2}/lineage/table/${encodeId(datasetId)}`, walkParams(walk));

export const databaseLineage = (database: string, walk: Walk = {}, page?: Page) =>
  question<doc.ColumnarDatabaseLineage>(`${V2}/lineage/database/${encodeURIComponent(database)}`, {
    ...walkParams(walk),
    ...page,
  });

/** What breaks behind a field or a dataset. */
export const impact = (id: string, maxDepth?: number, indirect?: boolean) =>
  question<doc.Impact>(`${V2}/impact/${encodeId(id)}`, {
    maxDepth,
    include: indirect ? "direct,indirect" : undefined,
  });

export const paths = (from: string, to: string, indirect?: boolean) =>
  question<doc.Paths>(`${V2}/paths`, { from, to, include: indirect ? "direct,indirect" : undefined });

export const evidence = (edgeId: string, limit = 100) =>
  question<doc.EvidenceList>(`${V2}/edges/${encodeURIComponent(edgeId)}/evidence`, { limit });

export const changes = (range: { from?: string; to?: string; database?: string }, page: Page) =>
  question<doc.Changes>(`${V2}/changes`, { ...range, ...page });

export const storeStatistics = () => question<doc.StoreStatistics>(`${V2}/statistics`);

export const ready = () => question<Record<string, string>>("/ready");

/** How the cache is: its state, backend, entries, hit ratio, memory; members differ with the backend. */
export const cacheStatus = () => question<Record<string, string | number | null>>("/api/v2/cache");

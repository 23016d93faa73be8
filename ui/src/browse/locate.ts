/** Finding an asset's place in the lists of the server, which may be far longer than what was loaded. */
import type { QueryClient } from "@tanstack/react-query";
import { parseAsset } from "../api/ids";
import { asked, databases, datasets, namespaces, type Page } from "../api/queries";
import { PAGE_SIZE } from "./source";

export interface Place {
  /** Keys of the branches it hangs on, which have to be open to show it: system, database. */
  readonly branches: readonly [string, string];
  /** The table's own key. */
  readonly dataset: string;
}

/** Load the pages of the lists that hold a table and its database. Null where there is no such table. */
export async function locate(client: QueryClient, id: string): Promise<Place | null> {
  const asset = parseAsset(id);
  if (asset === null) return null;
  const system = asset.namespaceId ?? (await onlySystem(client));
  if (system === null) return null;
  const database = await find(
    async (page) => {
      const { data } = await client.fetchQuery(asked(databases(system, page)));
      return { items: data.databases.map(({ name }) => name), total: data.total };
    },
    (name) => name,
    asset.database,
  );
  if (database === null) return null;
  const within = database === "" ? { sourceType: "FILE" } : { database };
  const dataset = await find(
    async (page) => {
      const { data } = await client.fetchQuery(asked(datasets(system, page, within)));
      return { items: data.datasets.map((it) => it.id), total: data.total };
    },
    (it) => parseAsset(it)?.table ?? it,
    asset.table,
  );
  return dataset === null ? null : { branches: [system, `${system}|${database}`], dataset };
}

async function onlySystem(client: QueryClient): Promise<string | null> {
  const { data } = await client.fetchQuery(asked(namespaces()));
  return data.namespaces.length === 1 ? data.namespaces[0]!.id : null;
}

/** An item of a list ordered by folded name, by halving: a hundred thousand take some ten pages. */
async function find(
  pageAt: (page: Page) => Promise<{ items: string[]; total: number }>,
  nameOf: (item: string) => string,
  name: string,
): Promise<string | null> {
  const wanted = name.toLowerCase();
  const load = (number: number) => pageAt({ limit: PAGE_SIZE, offset: number * PAGE_SIZE });
  let low = 0;
  let high = Math.ceil((await load(0)).total / PAGE_SIZE) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const { items } = await load(middle);
    const found = items.find((item) => nameOf(item).toLowerCase() === wanted);
    if (found !== undefined) return found;
    if (items.length === 0 || wanted < nameOf(items[0]!).toLowerCase()) high = middle - 1;
    else low = middle + 1;
  }
  return null;
}

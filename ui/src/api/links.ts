/** Addresses of the page's own views. */
import { address, encodeId, type Params } from "./client";

/** The graph around a dataset or field. */
export const lineageLink = (id: string, params?: Params) => address(`/lineage/${encodeId(id)}`, params);

/** The graph of a database: `database/` cannot begin a dataset's id, which has a dot before its first slash. */
export const databaseLink = (name: string, params?: Params) =>
  address(`/lineage/database/${encodeURIComponent(name)}`, params);

export const impactLink = (id: string, params?: Params) => address(`/impact/${encodeId(id)}`, params);

export const searchLink = (q: string) => address("/search", { q });

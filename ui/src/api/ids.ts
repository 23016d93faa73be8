/** Names of assets in addresses: `{namespaceId}/{database}.{table}/{field}`, with or without the namespace id. */

export interface AssetName {
  namespaceId: string | null;
  database: string;
  table: string;
  field: string | null;
}

const PART = /"((?:[^"]|"")*)"|([^./>"]+)/y;
const NAMESPACE = /^([0-9a-f]{16})\//;

/** Read a dataset or field id; null where the text is neither. A part in double quotes may hold any character. */
export function parseAsset(text: string): AssetName | null {
  const namespaceId = NAMESPACE.exec(text)?.[1] ?? null;
  const parts: string[] = [];
  let at = namespaceId === null ? 0 : namespaceId.length + 1;
  for (const separator of ["", ".", "/"]) {
    if (separator !== "") {
      if (at === text.length && parts.length === 2) break;
      if (text[at] !== separator) return null;
      at += 1;
    }
    PART.lastIndex = at;
    const match = PART.exec(text);
    if (match === null) return null;
    parts.push(match[2] ?? match[1]!.replaceAll('""', '"'));
    at = PART.lastIndex;
  }
  const [database, table, field] = parts;
  if (at !== text.length || database === undefined || table === undefined) return null;
  return { namespaceId, database, table, field: field ?? null };
}

/** One name as part of an id, quoted only where it must be. */
export function renderPart(name: string): string {
  return name === "" || /[./>"]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

/** The dataset's id within a parsed name. */
export function datasetIdOf(asset: AssetName): string {
  const name = `${renderPart(asset.database)}.${renderPart(asset.table)}`;
  return asset.namespaceId === null ? name : `${asset.namespaceId}/${name}`;
}

/** The id of a field of a dataset. */
export function fieldId(datasetId: string, field: string): string {
  return `${datasetId}/${renderPart(field)}`;
}

/** An asset as people say it: `SALES_DW.DIM_CUSTOMER.customer_id`; a file has no database. */
export function readable(id: string): string {
  const asset = parseAsset(id);
  if (asset === null) return id;
  const field = asset.field === "*" ? null : asset.field;
  return [asset.database, asset.table, field].filter((it) => it !== null && it !== "").join(".");
}

/** The two ends of an edge's id; null where the text is none. */
export function parseEdge(id: string): { source: string; target: string } | null {
  for (let arrow = id.indexOf("->"); arrow >= 0; arrow = id.indexOf("->", arrow + 1)) {
    const ends = { source: id.slice(0, arrow), target: id.slice(arrow + 2) };
    if (parseAsset(ends.source) && parseAsset(ends.target)) return ends;
  }
  return null;
}

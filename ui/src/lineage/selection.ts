import { parseAsset } from "../api/ids";
import type { LineageState } from "./url-state";

/** What is selected on the lineage page, and so what the detail panel shows. */
export type Selection =
  | { kind: "dataset"; datasetId: string }
  | { kind: "field"; datasetId: string; field: string }
  | { kind: "edge"; edgeId: string };
/** What the details are of. */
export function panelSelection(state: Pick<LineageState, "selected" | "edge">): Selection | null {
  if (state.edge !== null) return { kind: "edge", edgeId: state.edge };
  const id = state.selected.at(-1);
  const asset = id === undefined ? null : parseAsset(id);
  if (id === undefined || asset === null) return null;
  if (asset.field === null || asset.field === "*") {
    return { kind: "dataset", datasetId: asset.field === null ? id : id.slice(0, id.lastIndexOf("/")) };
  }
  const dataset = parentOf(id, asset.field);
  return { kind: "field", datasetId: dataset, field: asset.field };
}

/** The dataset's part of a field's id, whose last name may be quoted. */
function parentOf(id: string, field: string): string {
  const quoted = `/"${field.replaceAll('"', '""')}"`;
  return id.endsWith(quoted) ? id.slice(0, -quoted.length) : id.slice(0, -field.length - 1);
}

/** What the address names, as people say it. */
export function nameOf(asset: NonNullable<LineageState["asset"]>): string {
  return asset.kind === "database" ? asset.name : nameOfId(asset.id);
}

/** An id as people say it: `SALES_DW.DIM_CUSTOMER.customer_id`. */
export function nameOfId(id: string): string {
  const asset = parseAsset(id);
  if (!asset) return id.slice(id.indexOf(" ") + 1);
  const table = `${asset.database}.${asset.table}`;
  return asset.field === null ? table : `${table}.${asset.field}`;
}

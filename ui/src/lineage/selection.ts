/** What is selected on the lineage page, and so what the detail panel shows. */
export type Selection =
  | { kind: "dataset"; datasetId: string }
  | { kind: "field"; datasetId: string; field: string }
  | { kind: "edge"; edgeId: string };

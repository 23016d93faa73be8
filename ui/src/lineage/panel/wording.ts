/** What the server's short words mean to a reader. */

const SUBTYPES: Record<string, string> = {
  IDENTITY: "Copied as it is",
  TRANSFORMATION: "Computed by an expression",
  AGGREGATION: "Aggregated",
  JOIN: "Decides which rows meet (join)",
  GROUP_BY: "Groups the rows",
  FILTER: "Decides which rows stay (filter)",
  SORT: "Orders the rows",
  WINDOW: "Frames a window",
  CONDITIONAL: "Chooses between values (condition)",
};

export function subtypeName(subtype: string): string {
  return SUBTYPES[subtype] ?? subtype;
}

const REASONS: Record<string, string> = {
  schema: "both ends were checked against known columns",
  inferred: "the only reading possible, though no definition confirms it",
  ambiguous: "one of several columns that it may be",
  placeholder: "a template variable stands in a name",
  "table-operator-unknown": "a table operator whose inside is unknown: every input may feed every output",
};

export function confidenceText(reason: string): string {
  return REASONS[reason] ?? reason;
}

/** Small line icons for card headers, as paths in a 16 × 16 box. */

const OUTLINES: Readonly<Record<string, string>> = {
  table: "M2.5 3.5h11v9h-11z M2.5 6.5h11 M2.5 9.5h11 M6.5 6.5v6",
  view: "M1.5 8C3 5 5.3 3.5 8 3.5S13 5 14.5 8C13 11 10.7 12.5 8 12.5S3 11 1.5 8z M8 6a2 2 0 1 0 0 4a2 2 0 1 0 0-4z",
  layers: "M8 2.5L14 5.5L8 8.5L2 5.5z M2.5 8L8 10.8L13.5 8 M2.5 10.6L8 13.4L13.5 10.6",
  temporary:
    "M2.5 3.5h2.5 M7 3.5h2 M11 3.5h2.5v2 M13.5 7.5v2 M13.5 11.5v1h-2 M9.5 12.5h-2 M5 12.5H2.5v-2 M2.5 8.5v-2 M5.5 8h5",
  code: "M5.5 4.5L2 8l3.5 3.5 M10.5 4.5L14 8l-3.5 3.5 M9 3L7 13",
  file: "M4 2h5l3 3v9H4z M9 2v3h3 M6 8.5h4 M6 11h4",
  globe:
    "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z M2 8h12 M8 2c2 2 2.5 4 2.5 6s-.5 4-2.5 6c-2-2-2.5-4-2.5-6s.5-4 2.5-6z",
  database:
    "M3 4.2c0-1.2 2.2-2 5-2s5 .8 5 2s-2.2 2-5 2s-5-.8-5-2z M3 4.2v7.6c0 1.2 2.2 2 5 2s5-.8 5-2V4.2 M3 8c0 1.2 2.2 2 5 2s5-.8 5-2",
};

const BY_KIND: Readonly<Record<string, string>> = {
  TABLE: "table",
  VIEW: "view",
  MATERIALIZED_VIEW: "layers",
  VOLATILE_TABLE: "temporary",
  GLOBAL_TEMPORARY_TABLE: "temporary",
  MACRO: "code",
  PROCEDURE: "code",
  FILE: "file",
  DATABASE: "database",
};

const paths = new Map<string, Path2D>();

/** SVG path data of a kind's icon. */
export function iconOutline(kind: string): string {
  return OUTLINES[BY_KIND[kind] ?? "globe"]!;
}

/** The same as a path for a canvas, made once. */
export function iconPath(kind: string): Path2D {
  let path = paths.get(kind);
  if (!path) {
    path = new Path2D(iconOutline(kind));
    paths.set(kind, path);
  }
  return path;
}

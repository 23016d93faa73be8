/** A search's answer as one list of things to go to, in groups. */
import { readable } from "../api/ids";
import { databaseLink, lineageLink } from "../api/links";
import type { SearchResult } from "../api/types";
import { counted } from "../ui/format";

export interface Hit {
  key: string;
  name: string;
  /** Where it is, or how large. */
  note: string;
  type: string;
  href: string;
}

export interface Group {
  name: string;
  hits: Hit[];
}

/** Databases, tables and columns, best first in each; groups without a hit are left out. */
export function groupsOf(found: SearchResult): Group[] {
  const groups = [
    {
      name: "Databases",
      hits: found.databases
        .filter((it) => it.name !== "")
        .map((it) => ({
          key: `${it.namespace}|${it.name}`,
          name: it.name,
          note: counted(it.tableCount, "table"),
          type: "DATABASE",
          href: databaseLink(it.name),
        })),
    },
    {
      name: "Tables and views",
      hits: found.datasets.map((it) => ({
        key: it.id,
        name: readable(it.id),
        note: it.description ?? "",
        type: it.sourceType,
        href: lineageLink(it.id),
      })),
    },
    {
      name: "Columns",
      hits: found.fields.map((it) => ({
        key: it.id,
        name: it.name,
        note: readable(it.datasetId),
        type: "FIELD",
        href: lineageLink(it.id),
      })),
    },
  ];
  return groups.filter((group) => group.hits.length > 0);
}

/** The stretches of a text, each told whether the query occurs there. */
export function marked(text: string, query: string): { text: string; hit: boolean }[] {
  const at = text.toLowerCase().indexOf(query.trim().toLowerCase());
  const length = query.trim().length;
  if (at < 0 || length === 0) return [{ text, hit: false }];
  return [
    { text: text.slice(0, at), hit: false },
    { text: text.slice(at, at + length), hit: true },
    { text: text.slice(at + length), hit: false },
  ].filter((part) => part.text !== "");
}

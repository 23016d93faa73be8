/** Where the tree's branches come from: pages of the server's lists, as far as the query cache holds them. */
import type { QueryClient } from "@tanstack/react-query";
import type { Answer, CacheState } from "../api/client";
import { parseAsset, readable } from "../api/ids";
import { databases, dataset, datasets, known, namespaces, type Question } from "../api/queries";
import type * as doc from "../api/types";
import { count } from "../ui/format";
import type { Branch, Leaf } from "./tree";

export const PAGE_SIZE = 100;

/** What the tree is narrowed to; while anything is set, tables stand flat beneath their system. */
export interface Filter {
  q: string;
  database: string;
  sourceType: string;
}

export const NO_FILTER: Filter = { q: "", database: "", sourceType: "" };

export function isFiltered(filter: Filter): boolean {
  return filter.q !== "" || filter.database !== "" || filter.sourceType !== "";
}

/** Where assets lead when they are chosen. */
export interface Hrefs {
  database(name: string): string;
  dataset(id: string): string;
  field(id: string): string;
}

/** A branch with the question that each part of it is the answer to. */
export interface AskedBranch extends Branch {
  questionFor(index: number): Question<unknown>;
  open: readonly { index: number; branch: AskedBranch }[];
}

interface Source {
  client: QueryClient;
  hrefs: Hrefs;
  filter: Filter;
  isOpen(leaf: Leaf): boolean;
}

/** The whole tree as it is known now. */
export function treeOf(source: Source): AskedBranch {
  return branch(
    source,
    "root",
    "systems",
    () => namespaces(),
    (page: doc.NamespaceList) => ({
      total: page.namespaces.length,
      leaves: page.namespaces.map(namespaceLeaf),
    }),
    Number.POSITIVE_INFINITY,
  );
}

function branch<T>(
  source: Source,
  key: string,
  noun: string,
  question: (offset: number) => Question<T>,
  read: (document: T) => { total: number; leaves: Leaf[] },
  pageSize = PAGE_SIZE,
): AskedBranch {
  const pages = new Map<number, Leaf[] | undefined>();
  const offsetOf = (index: number) =>
    Number.isFinite(pageSize) ? Math.floor(index / pageSize) * pageSize : 0;
  const page = (offset: number) => {
    if (!pages.has(offset)) {
      const answer = known(source.client, question(offset))?.data;
      pages.set(offset, answer && read(answer.data).leaves);
    }
    return pages.get(offset);
  };
  const first = known(source.client, question(0));
  const total = first?.data ? read(first.data.data).total : null;
  const open: { index: number; branch: AskedBranch }[] = [];
  for (let offset = 0; offset < (total ?? 0); offset += pageSize) {
    page(offset)?.forEach((leaf, place) => {
      if (leaf.expandable && source.isOpen(leaf))
        open.push({ index: offset + place, branch: below(source, leaf) });
    });
  }
  return {
    key,
    noun,
    total,
    error: first?.status === "error" ? first.error : null,
    child: (index) => page(offsetOf(index))?.[index - offsetOf(index)],
    questionFor: (index) => question(offsetOf(index)),
    open,
  };
}

function below(source: Source, leaf: Leaf): AskedBranch {
  const { hrefs, filter } = source;
  if (leaf.kind === "dataset") {
    return branch(
      source,
      leaf.key,
      `columns in ${leaf.label}`,
      () => dataset(leaf.key),
      (it: doc.Dataset) => ({
        total: it.fields.length,
        leaves: it.fields.map((field) => fieldLeaf(field, hrefs)),
      }),
      Number.POSITIVE_INFINITY,
    );
  }
  const [namespaceId, database] = namesIn(leaf);
  if (leaf.kind === "database" || isFiltered(filter)) {
    const wanted = leaf.kind === "database" ? within(database) : given(filter);
    const noun = leaf.kind === "database" ? `tables in ${leaf.label}` : "matching tables";
    return branch(
      source,
      leaf.key,
      noun,
      (offset) => datasets(namespaceId, { limit: PAGE_SIZE, offset }, wanted),
      (page) => ({
        total: page.total,
        leaves: page.datasets.map((it) => datasetLeaf(it, hrefs, leaf.kind !== "database")),
      }),
    );
  }
  return branch(
    source,
    leaf.key,
    "databases",
    (offset) => databases(namespaceId, { limit: PAGE_SIZE, offset }),
    (page) => ({
      total: page.total,
      leaves: page.databases.map((it) => databaseLeaf(it, namespaceId, hrefs)),
    }),
  );
}

/** What is in no database is a file. */
function within(database: string): Partial<Filter> {
  return database === "" ? { sourceType: "FILE" } : { database };
}

function namesIn(leaf: Leaf): [namespaceId: string, database: string] {
  const bar = leaf.key.indexOf("|");
  return bar < 0 ? [leaf.key, ""] : [leaf.key.slice(0, bar), leaf.key.slice(bar + 1)];
}

function given(filter: Filter): Partial<Filter> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ""));
}

function namespaceLeaf(it: doc.Namespace): Leaf {
  return {
    key: it.id,
    kind: "namespace",
    label: it.uri.replace(/^teradata:\/\//, ""),
    type: "NAMESPACE",
    note: null,
    href: null,
    expandable: true,
  };
}

function databaseLeaf(it: doc.Database, namespaceId: string, hrefs: Hrefs): Leaf {
  return {
    key: `${namespaceId}|${it.name}`,
    kind: "database",
    label: it.name || "Files",
    type: it.name === "" ? "FILE" : "DATABASE",
    note: it.name === "" ? null : count(it.tableCount),
    href: it.name === "" ? null : hrefs.database(it.name),
    expandable: true,
  };
}

function datasetLeaf(it: doc.DatasetSummary, hrefs: Hrefs, full: boolean): Leaf {
  return {
    key: it.id,
    kind: "dataset",
    label: full ? readable(it.id) : (parseAsset(it.id)?.table ?? it.name),
    type: it.sourceType,
    note: null,
    href: hrefs.dataset(it.id),
    expandable: true,
  };
}

function fieldLeaf(it: doc.Field, hrefs: Hrefs): Leaf {
  return {
    key: it.id,
    kind: "field",
    label: it.name,
    type: "FIELD",
    note: it.type,
    href: hrefs.field(it.id),
    expandable: false,
  };
}

/** Of several answers, the state that promises least: the cached one that expires first, else the fresh one that does. */
export function weakest(answers: readonly (Answer<unknown> | undefined)[]): CacheState | null {
  const states = answers.flatMap((it) => (it?.cache ? [it.cache] : []));
  const hits = states.filter((it) => it.hit);
  const candidates = hits.length > 0 ? hits : states;
  return candidates.reduce<CacheState | null>(
    (least, it) =>
      least === null || (it.expiresAt ?? Infinity) < (least.expiresAt ?? Infinity) ? it : least,
    null,
  );
}

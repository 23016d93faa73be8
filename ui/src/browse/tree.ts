/**
 * A tree of any size as rows, without making the rows: an open branch whose children are not loaded yet still
 * knows how many they are, so that the scroll bar is right from the start.
 */

/** An asset in the tree. `key` tells it from all others and survives a reload. */
export interface Leaf {
  key: string;
  kind: "namespace" | "database" | "dataset" | "field";
  label: string;
  /** TABLE, VIEW …; for fields and databases their kind. */
  type: string;
  /** Behind the label: a column's type, a database's number of tables. */
  note: string | null;
  href: string | null;
  expandable: boolean;
}

/** An open branch: its children as far as they are known. */
export interface Branch {
  key: string;
  /** For the line that says how much is shown, as "tables in SALES_DW". */
  noun: string;
  /** Null while nobody has answered yet. */
  total: number | null;
  error: Error | null;
  /** The child at an index, or undefined while its page is on its way. */
  child(index: number): Leaf | undefined;
  /** Open children by index, ascending. */
  open: readonly { index: number; branch: Branch }[];
}

/** A stretch of rows that are children of one branch, or the one row that says why there are none. */
interface Stretch {
  first: number;
  count: number;
  branch: Branch;
  from: number;
  level: number;
  parent: number | null;
  instead: "loading" | "empty" | "error" | null;
}

export interface Row {
  row: number;
  key: string;
  level: number;
  branch: Branch;
  /** Place among its siblings, from 0. */
  index: number;
  /** The row of the branch it hangs on. */
  parent: number | null;
  leaf: Leaf | undefined;
  isOpen: boolean;
  instead: Stretch["instead"];
}

export interface Rows {
  length: number;
  at(row: number): Row | undefined;
  /** The row of an asset by its key, as far as it is loaded and its branch is open. */
  find(key: string): number | null;
}

/** Lay out a root branch as rows. The root itself has none. */
export function layOut(root: Branch): Rows {
  const stretches: Stretch[] = [];
  let length = 0;

  function add(stretch: Omit<Stretch, "first">): void {
    if (stretch.count === 0) return;
    stretches.push({ ...stretch, first: length });
    length += stretch.count;
  }

  function visit(branch: Branch, level: number, parent: number | null): void {
    const base = { branch, level, parent };
    if (!branch.total) {
      const instead = branch.error ? "error" : branch.total === null ? "loading" : "empty";
      add({ ...base, from: 0, count: 1, instead });
      return;
    }
    let from = 0;
    for (const { index, branch: child } of branch.open) {
      add({ ...base, from, count: index + 1 - from, instead: null });
      visit(child, level + 1, length - 1);
      from = index + 1;
    }
    add({ ...base, from, count: branch.total - from, instead: null });
  }

  visit(root, 1, null);
  return {
    length,
    at: (row) => rowAt(stretches, row, length),
    find: (key) => rowOf(stretches, key),
  };
}

function rowOf(stretches: readonly Stretch[], key: string): number | null {
  for (const { first, from, count, branch, instead } of stretches) {
    for (let at = 0; !instead && at < count; at += 1) {
      if (branch.child(from + at)?.key === key) return first + at;
    }
  }
  return null;
}

function rowAt(stretches: readonly Stretch[], row: number, length: number): Row | undefined {
  if (row < 0 || row >= length) return undefined;
  let low = 0;
  let high = stretches.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (stretches[middle]!.first <= row) low = middle;
    else high = middle - 1;
  }
  const { first, from, branch, level, parent, instead } = stretches[low]!;
  const index = from + row - first;
  const leaf = instead ? undefined : branch.child(index);
  return {
    row,
    key: leaf?.key ?? `${branch.key}#${instead ?? index}`,
    level,
    branch,
    index,
    parent,
    leaf,
    isOpen: !instead && branch.open.some((it) => it.index === index),
    instead,
  };
}

/** The next row after `row`, going round, whose label starts with the typed text; looks no further than `reach` rows. */
export function typeAhead(rows: Rows, row: number, typed: string, reach = 5000): number | null {
  const wanted = typed.toLowerCase();
  // A single character moves on; more characters refine where one is.
  const start = typed.length === 1 ? row + 1 : row;
  for (let step = 0; step < Math.min(rows.length, reach); step += 1) {
    const candidate = (start + step) % rows.length;
    if (rows.at(candidate)?.leaf?.label.toLowerCase().startsWith(wanted)) return candidate;
  }
  return null;
}

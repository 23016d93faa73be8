import { useQueries, useQueryClient } from "@tanstack/react-query";
import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { CacheState } from "../api/client";
import { asked, known, type Question } from "../api/queries";
import { count, counted } from "../ui/format";
import { type AskedBranch, type Filter, type Hrefs, isFiltered, treeOf, weakest } from "./source";
import { TreeRow } from "./TreeRow";
import { type Leaf, layOut, type Row, typeAhead } from "./tree";
import { useReveal } from "./use-reveal";

const ROW_HEIGHT = 28;
const TYPING_MS = 700;

interface Props {
  filter: Filter;
  hrefs: Hrefs;
  /** The id of the asset that the page shows. */
  current: string | null;
  /** Keys of what was opened, or for systems, which are open at first, closed. */
  toggled: ReadonlySet<string>;
  onToggle(key: string): void;
  /** Open these branches; a system's key comes first. */
  onOpen(keys: readonly string[]): void;
  onCache(cache: CacheState | null): void;
}

/** Systems, databases, tables and columns as a tree for mouse and keyboard; only the rows in sight exist. */
export function AssetTree({ filter, hrefs, current, toggled, onToggle, onOpen, onCache }: Props) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const isOpen = (leaf: Leaf) => toggled.has(leaf.key) !== (leaf.kind === "namespace");

  const tree = treeOf({ client, hrefs, filter, isOpen });
  const rows = layOut(tree);
  const focused = Math.min(active, rows.length - 1);

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    rangeExtractor: (range: Range) =>
      [...new Set([focused, ...defaultRangeExtractor(range)])].sort((a, b) => a - b),
  });
  const items = virtualizer.getVirtualItems();
  const visible = { from: virtualizer.range?.startIndex ?? 0, to: virtualizer.range?.endIndex ?? 0 };

  const questions = wantedBy(
    tree,
    items.map((item) => rows.at(item.index)),
  );
  useQueries({
    queries: questions.map((it) => asked(it)),
    combine: (results) => results.map((it) => `${it.status}${it.fetchStatus}${it.dataUpdatedAt}`).join(),
  });
  const cache = weakest(questions.map((it) => known(client, it)?.data));
  useEffect(() => onCache(cache), [cache, onCache]);

  function toggle(row: Row | undefined) {
    if (row?.leaf?.expandable) onToggle(row.leaf.key);
  }

  function retry(row: Row) {
    void client.refetchQueries({ queryKey: asked((row.branch as AskedBranch).questionFor(0)).queryKey });
  }

  function moveTo(row: number | null | undefined) {
    if (row == null || rows.length === 0) return;
    const next = Math.max(0, Math.min(rows.length - 1, row));
    setActive(next);
    virtualizer.scrollToIndex(next);
  }

  useReveal({
    current: isFiltered(filter) ? null : current,
    rows,
    open: onOpen,
    scrollTo: moveTo,
  });

  const typed = useRef({ text: "", at: 0 });
  function type(character: string, at: number) {
    typed.current = {
      text: at - typed.current.at < TYPING_MS ? typed.current.text + character : character,
      at,
    };
    moveTo(typeAhead(rows, focused, typed.current.text));
  }

  function key(event: KeyboardEvent) {
    if (event.target !== scroller.current || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows.at(focused);
    const perPage = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    switch (event.key) {
      case "ArrowDown":
        moveTo(focused + 1);
        break;
      case "ArrowUp":
        moveTo(focused - 1);
        break;
      case "PageDown":
        moveTo(focused + perPage);
        break;
      case "PageUp":
        moveTo(focused - perPage);
        break;
      case "Home":
        moveTo(0);
        break;
      case "End":
        moveTo(rows.length - 1);
        break;
      case "ArrowRight":
        if (row?.isOpen) moveTo(focused + 1);
        else toggle(row);
        break;
      case "ArrowLeft":
        if (row?.isOpen) toggle(row);
        else moveTo(row?.parent);
        break;
      case "Enter":
        if (row?.instead === "error") retry(row);
        else if (row?.leaf?.href) navigate(row.leaf.href);
        else toggle(row);
        break;
      case " ":
        toggle(row);
        break;
      default:
        if (event.key.length !== 1) return;
        type(event.key, event.timeStamp);
        event.preventDefault();
        return;
    }
    typed.current.text = "";
    event.preventDefault();
  }

  return (
    <>
      <div
        ref={scroller}
        role="tree"
        aria-label="Assets"
        tabIndex={0}
        aria-activedescendant={rows.length > 0 ? `${id}-${focused}` : undefined}
        className="group/tree min-h-0 flex-1 overflow-auto px-2 outline-none"
        onKeyDown={key}
      >
        <div role="none" className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const row = rows.at(item.index);
            return row ? (
              <TreeRow
                key={row.key}
                id={`${id}-${row.row}`}
                row={row}
                top={item.start}
                height={ROW_HEIGHT}
                isActive={row.row === focused}
                isCurrent={isAsset(row.leaf?.key, current)}
                onToggle={() => toggle(row)}
                onPoint={() => setActive(row.row)}
                onRetry={() => retry(row)}
              />
            ) : null;
          })}
        </div>
      </div>
      <p className="h-8 shrink-0 truncate border-t border-line px-4 text-xs leading-8 text-muted tabular-nums">
        {showing(rows.at(Math.floor((visible.from + visible.to) / 2)), visible)}
      </p>
    </>
  );
}

/** Whether a key is that of the page's asset, whose address may leave the system out. */
function isAsset(key: string | undefined, current: string | null): boolean {
  return key !== undefined && current !== null && (key === current || key.endsWith(`/${current}`));
}

/** The first page of every open branch, and the page of every row in sight. */
function wantedBy(tree: AskedBranch, rows: readonly (Row | undefined)[]): Question<unknown>[] {
  const wanted = new Map<string, Question<unknown>>();
  const want = (it: Question<unknown>) => wanted.set(JSON.stringify(asked(it).queryKey), it);
  const firstPages = (branch: AskedBranch) => {
    want(branch.questionFor(0));
    for (const child of branch.open) firstPages(child.branch);
  };
  firstPages(tree);
  for (const row of rows) {
    if (row && !row.instead) want((row.branch as AskedBranch).questionFor(row.index));
  }
  return [...wanted.values()];
}

/** "Showing 1–24 of 8,214 tables in SALES_DW", of the branch in the middle of what is in sight. */
function showing(middle: Row | undefined, visible: { from: number; to: number }): string {
  if (!middle?.branch.total) return "";
  const { total, noun } = middle.branch;
  const first = Math.max(1, middle.index + 1 - (middle.row - visible.from));
  const last = Math.min(total, middle.index + 1 + (visible.to - middle.row));
  if (first === 1 && last === total)
    return counted(total, total === 1 ? noun.replace(/s\b/, "") : noun, noun);
  return `Showing ${count(first)}–${count(last)} of ${count(total)} ${noun}`;
}

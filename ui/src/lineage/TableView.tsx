import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp, Download } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useMemo, useRef, useState } from "react";
import { Button } from "../ui/Button";
import { csv, download } from "../ui/files";
import { counted, percent } from "../ui/format";
import { EDGE_COLUMNS, edgeRows } from "./graph/export-csv";
import { edgeId, findEdge, type Graph } from "./graph/graph";
import { SUBTYPE_NAMES } from "./graph/palette";
import { type Column, matching, sorted, type TableRow, tableRows } from "./graph/table-rows";
import type { Subtype } from "./graph/types";

interface Props {
  graph: Graph;
  edge: string | null;
  onSelect(edge: string): void;
}

const COLUMNS: { key: Column; name: string; width: string }[] = [
  { key: "source", name: "From", width: "minmax(14rem, 1fr)" },
  { key: "target", name: "To", width: "minmax(14rem, 1fr)" },
  { key: "subtype", name: "Kind", width: "9rem" },
  { key: "confidence", name: "Confidence", width: "7rem" },
  { key: "evidence", name: "Statements", width: "7rem" },
];
const GRID = { gridTemplateColumns: COLUMNS.map(({ width }) => width).join(" ") };
const ROW_HEIGHT = 32;

/** The edges of the picture as a table: the same graph for those who would rather read, sort and filter. */
export function TableView({ graph, edge, onSelect }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [text, setText] = useState("");
  const [sort, setSort] = useState<{ column: Column; down: boolean }>({ column: "source", down: false });
  const wanted = useDeferredValue(text);
  const all = useMemo(() => tableRows(graph), [graph]);
  const rows = useMemo(() => sorted(matching(all, wanted), sort.column, sort.down), [all, wanted, sort]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const chosen = useMemo(() => (edge === null ? -1 : findEdge(graph, edge)), [graph, edge]);
  const selected = useMemo(() => rows.findIndex((row) => row.edge === chosen), [rows, chosen]);
  const select = (row: TableRow) => onSelect(edgeId(graph, row.edge));

  function onKeyDown(event: KeyboardEvent) {
    const target = { ArrowDown: selected + 1, ArrowUp: selected - 1, Home: 0, End: rows.length - 1 }[
      event.key
    ];
    const row = target === undefined ? undefined : rows[Math.max(0, target)];
    if (!row) return;
    event.preventDefault();
    select(row);
    virtual.scrollToIndex(Math.max(0, target!));
  }

  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
      <div className="flex items-center gap-3 px-4 py-2">
        <input
          type="search"
          aria-label="Filter the edges"
          placeholder="Filter the edges"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="h-8 w-64 rounded-md border border-edge/60 bg-surface px-2.5 text-[13px] placeholder:text-muted"
        />
        <span role="status" className="flex-1 text-[13px] text-muted">
          {rows.length < all.length
            ? `${counted(rows.length, "edge")} of ${counted(all.length, "edge")}`
            : counted(all.length, "edge")}
        </span>
        <Button
          icon={<Download aria-hidden size={14} />}
          onClick={() => {
            const edges = rows.map((row) => row.edge);
            download("edges.csv", csv(EDGE_COLUMNS, edgeRows(graph, edges)), "text/csv");
          }}
        >
          CSV
        </Button>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a virtual list has no <table> to hang its rows in */}
      <div
        ref={scroller}
        role="grid"
        aria-label="Edges"
        aria-rowcount={rows.length + 1}
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="min-h-0 flex-1 overflow-auto -outline-offset-2"
      >
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div
          role="row"
          tabIndex={-1}
          aria-rowindex={1}
          style={GRID}
          className="sticky top-0 z-10 grid border-y border-line bg-sunken text-xs font-medium text-muted"
        >
          {COLUMNS.map(({ key, name }) => (
            // biome-ignore lint/a11y/useSemanticElements: see above
            <div
              key={key}
              role="columnheader"
              tabIndex={-1}
              aria-sort={sort.column === key ? (sort.down ? "descending" : "ascending") : "none"}
            >
              <button
                type="button"
                className="flex h-8 w-full items-center gap-1 px-4 hover:text-ink"
                onClick={() => setSort({ column: key, down: sort.column === key ? !sort.down : false })}
              >
                {name}
                {sort.column === key &&
                  (sort.down ? <ArrowDown aria-hidden size={12} /> : <ArrowUp aria-hidden size={12} />)}
              </button>
            </div>
          ))}
        </div>
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index]!;
            return (
              // biome-ignore lint/a11y/useSemanticElements: see above
              // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the arrow keys
              <div
                key={row.edge}
                role="row"
                tabIndex={-1}
                aria-rowindex={item.index + 2}
                aria-selected={row.edge === chosen}
                onClick={() => select(row)}
                style={{ ...GRID, height: ROW_HEIGHT, transform: `translateY(${item.start}px)` }}
                className={`absolute inset-x-0 top-0 grid cursor-pointer items-center border-b border-line/60 text-[13px] ${
                  row.edge === chosen ? "bg-accent-soft" : "hover:bg-sunken"
                }`}
              >
                <Cell title={row.source}>{row.source}</Cell>
                <Cell title={row.target}>{row.target}</Cell>
                <Cell>{SUBTYPE_NAMES[row.subtype as Subtype] ?? row.subtype}</Cell>
                <Cell>{percent(row.confidence, 1)}</Cell>
                <Cell>{row.evidence}</Cell>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Cell({ title, children }: { title?: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual list has no <table> to hang its rows in
    <div role="gridcell" tabIndex={-1} title={title} className="truncate px-4 tabular-nums">
      {children}
    </div>
  );
}

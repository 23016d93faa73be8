import { ChevronRight, LoaderCircle, Workflow } from "lucide-react";
import { Link } from "react-router";
import { TypeBadge, TypeIcon } from "../ui/asset-type";
import { Skeleton } from "../ui/State";
import type { Row } from "./tree";

interface Props {
  id: string;
  row: Row;
  top: number;
  height: number;
  isActive: boolean;
  isCurrent: boolean;
  onToggle(): void;
  /** The pointer chose this row; the keyboard goes on from here. */
  onPoint(): void;
  onRetry(): void;
}

const INDENT = 16;

/** One row of the tree. The tree itself holds the focus; `isActive` shows where it is. */
export function TreeRow({ id, row, top, height, isActive, isCurrent, onToggle, onPoint, onRetry }: Props) {
  const { leaf, level } = row;
  const place = {
    id,
    role: "treeitem",
    tabIndex: -1,
    "aria-level": level,
    "aria-setsize": row.branch.total ?? 1,
    "aria-posinset": row.index + 1,
    "aria-selected": isCurrent,
    "aria-expanded": leaf?.expandable ? row.isOpen : undefined,
    className: `group/row absolute inset-x-0 flex items-center gap-2 rounded-md pr-2 text-[13px] outline-none ${
      isCurrent ? "bg-accent-soft font-medium text-ink" : "hover:bg-sunken"
    } ${isActive ? "group-focus-visible/tree:ring-2 group-focus-visible/tree:ring-focus group-focus-visible/tree:ring-inset" : ""}`,
    style: { top, height, paddingLeft: 4 + (level - 1) * INDENT },
  };
  if (row.instead || !leaf) {
    return (
      <div {...place}>
        <Instead row={row} onRetry={onRetry} />
      </div>
    );
  }
  const content = (
    <>
      <Chevron shown={leaf.expandable} open={row.isOpen} onToggle={onToggle} />
      <TypeIcon type={leaf.type} />
      <span className="min-w-0 flex-1 truncate" title={leaf.label}>
        {leaf.label}
      </span>
      {leaf.note && (
        <span className="shrink-0 truncate text-xs text-muted tabular-nums max-w-28">{leaf.note}</span>
      )}
      {leaf.kind === "dataset" && leaf.type !== "TABLE" && <TypeBadge type={leaf.type} />}
    </>
  );
  if (leaf.kind === "namespace" || leaf.kind === "database" || !leaf.href) {
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys of all its rows
      // biome-ignore lint/a11y/noStaticElementInteractions: its role is within `place`
      <div
        {...place}
        onClick={() => {
          onPoint();
          onToggle();
        }}
      >
        {content}
        {leaf.href && (
          <Link
            to={leaf.href}
            tabIndex={-1}
            aria-hidden
            title={`Lineage of ${leaf.label}`}
            className="absolute right-1 flex size-6 items-center bg-sunken justify-center rounded text-muted opacity-0 group-hover/row:opacity-100 hover:text-accent"
            onClick={(event) => event.stopPropagation()}
          >
            <Workflow aria-hidden size={14} />
          </Link>
        )}
      </div>
    );
  }
  return (
    <Link {...place} to={leaf.href} onClick={onPoint}>
      {content}
    </Link>
  );
}

function Chevron({ shown, open, onToggle }: { shown: boolean; open: boolean; onToggle(): void }) {
  if (!shown) return <span className="w-4 shrink-0" />;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys of the tree do this
    // biome-ignore lint/a11y/noStaticElementInteractions: a target for the pointer alone; aria-expanded says the rest
    <span
      className="-my-1.5 -ml-1 flex h-7 w-6 shrink-0 cursor-pointer items-center justify-center text-muted hover:text-ink"
      onClick={(event) => {
        event.preventDefault();
        event.stopPropagation();
        onToggle();
      }}
    >
      <ChevronRight aria-hidden size={14} className={`transition-transform ${open ? "rotate-90" : ""}`} />
    </span>
  );
}

function Instead({ row, onRetry }: { row: Row; onRetry(): void }) {
  if (row.instead === "empty") return <span className="pl-6 text-muted italic">Nothing here</span>;
  if (row.instead === "error") {
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the row does this
      // biome-ignore lint/a11y/noStaticElementInteractions: as above
      <span className="truncate pl-6 text-danger" title={row.branch.error?.message} onClick={onRetry}>
        {row.branch.error?.message} <span className="cursor-pointer underline">Try again</span>
      </span>
    );
  }
  return (
    <span className="flex flex-1 items-center gap-2 pl-5">
      {row.instead === "loading" && (
        <LoaderCircle aria-hidden size={14} className="animate-spin text-muted" />
      )}
      <Skeleton
        className={row.index % 3 === 0 ? "w-1/2 h-3" : row.index % 3 === 1 ? "w-2/3 h-3" : "w-2/5 h-3"}
      />
    </span>
  );
}

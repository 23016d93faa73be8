import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from "react";
import { assetType } from "../ui/asset-type";
import { counted } from "../ui/format";
import { findPort, portId, portName, portType, type View } from "./graph/to-view";
import { topologyOf } from "./graph/topology";

interface Props {
  view: View;
  selected: readonly string[];
  onSelect(id: string): void;
  label: string;
}

/** Cards are added a chunk at a time, so that thousands of them hold nothing up. */
const CHUNK = 100;
const TYPING_MS = 700;

/**
 * Every table and column of the picture as a tree, for screen readers and for who prefers a list. It stays out of
 * sight until the keyboard reaches it; then it stands beside the graph.
 */
export function GraphTree({ view, selected, onSelect, label }: Props) {
  const ready = useChunks(view);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [current, setCurrent] = useState(0);
  const tree = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: "", at: 0 });
  const chosen = useMemo(
    () => selected.map((id) => findPort(view, id)).filter((port) => port !== undefined),
    [view, selected],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another view begins from its first card
  useEffect(() => {
    setOpen(new Set());
    setCurrent(0);
  }, [view]);

  const cardAt = (port: number) => view.portCard[port] ?? 0;
  const isShown = (port: number) => {
    const card = view.cards[cardAt(port)]!;
    return cardAt(port) < ready && (port === card.firstPort || open.has(cardAt(port)));
  };
  const at = current < view.portCard.length && isShown(current) ? current : 0;

  function focus(port: number) {
    setCurrent(port);
    tree.current?.querySelector<HTMLElement>(`[data-port="${port}"]`)?.focus();
  }

  /** The next port that is listed, or the one before; the same where there is none. */
  function beside(port: number, way: 1 | -1): number {
    for (let next = port + way; next >= 0 && next < view.portCard.length; next += way) {
      if (isShown(next)) return next;
    }
    return port;
  }

  function toggle(card: number, wanted: boolean) {
    const next = new Set(open);
    if (wanted) next.add(card);
    else next.delete(card);
    setOpen(next);
  }

  function onKeyDown(event: KeyboardEvent) {
    const card = view.cards[cardAt(at)];
    if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
    const isHeader = at === card.firstPort;
    const isOpen = open.has(cardAt(at));
    switch (event.key) {
      case "ArrowDown":
        focus(beside(at, 1));
        break;
      case "ArrowUp":
        focus(beside(at, -1));
        break;
      case "Home":
        focus(0);
        break;
      case "End":
        focus(beside(view.portCard.length, -1));
        break;
      case "ArrowRight":
        if (isHeader && !isOpen) toggle(cardAt(at), true);
        else if (isHeader) focus(beside(at, 1));
        break;
      case "ArrowLeft":
        if (!isHeader) focus(card.firstPort);
        else if (isOpen) toggle(cardAt(at), false);
        break;
      case "Enter":
      case " ":
        onSelect(portId(view, at));
        break;
      default:
        if (!/^[\w$]$/.test(event.key)) return;
        jump(event.key);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** Type-ahead: letters typed soon after each other make one beginning. */
  function jump(letter: string) {
    const now = Date.now();
    const text = (now - typed.current.at < TYPING_MS ? typed.current.text : "") + letter.toLowerCase();
    typed.current = { text, at: now };
    const ports = view.portCard.length;
    const from = text.length === 1 ? at + 1 : at;
    for (let i = 0; i < ports; i++) {
      const port = (from + i) % ports;
      if (isShown(port) && portName(view, port).toLowerCase().startsWith(text)) {
        focus(port);
        return;
      }
    }
  }

  const chunks = Array.from({ length: Math.ceil(ready / CHUNK) }, (_, chunk) => chunk * CHUNK);
  return (
    <div
      ref={tree}
      role="tree"
      aria-label={label}
      aria-multiselectable={false}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => setCurrent(Number(target.dataset.port ?? current))}
      onClick={({ target }) => {
        const item = (target as HTMLElement).closest<HTMLElement>("[data-port]");
        if (item) onSelect(portId(view, Number(item.dataset.port)));
      }}
      className="sr-only focus-within:not-sr-only focus-within:absolute! focus-within:top-3! focus-within:left-3! focus-within:z-10 focus-within:max-h-[60%]! focus-within:w-72! focus-within:overflow-auto! focus-within:rounded-lg focus-within:border focus-within:border-line focus-within:bg-surface focus-within:p-1! focus-within:shadow-xl"
    >
      {chunks.map((first) => {
        const last = Math.min(first + CHUNK, ready);
        const within = (port: number) => cardAt(port) >= first && cardAt(port) < last;
        return (
          <Chunk
            key={first}
            view={view}
            first={first}
            last={last}
            open={[...open].filter((card) => card >= first && card < last).join(" ")}
            chosen={chosen.filter(within).join(" ")}
            current={within(at) ? at : -1}
          />
        );
      })}
    </div>
  );
}

/** How many cards are listed by now; the rest follows whenever there is time. */
function useChunks(view: View): number {
  const [listed, setListed] = useState({ view, ready: CHUNK });
  const ready = Math.min(listed.view === view ? listed.ready : CHUNK, view.cards.length);
  useEffect(() => {
    if (ready >= view.cards.length) return;
    const more = () => setListed({ view, ready: ready + CHUNK });
    if (typeof requestIdleCallback === "undefined") {
      const timer = setTimeout(more, 50);
      return () => clearTimeout(timer);
    }
    const asked = requestIdleCallback(more);
    return () => cancelIdleCallback(asked);
  }, [ready, view]);
  return ready;
}

interface ChunkProps {
  view: View;
  /** Its cards, the last one left out. */
  first: number;
  last: number;
  /** Cards that are open, and ports that are selected, as numbers with spaces between. */
  open: string;
  chosen: string;
  /** The port that Tab leads to; -1 where it is not of this chunk. */
  current: number;
}

/** Some cards of the tree; drawn anew only where something of them changes. */
const Chunk = memo(function Chunk({ view, first, last, open, chosen, current }: ChunkProps) {
  const opened = new Set(open === "" ? [] : open.split(" ").map(Number));
  const selected = new Set(chosen === "" ? [] : chosen.split(" ").map(Number));
  const ports = view.cards.slice(first, last).flatMap(({ firstPort, rowCount }, at) => {
    const rows = opened.has(first + at) ? rowCount : 0;
    return Array.from({ length: rows + 1 }, (_, row) => firstPort + row);
  });
  return ports.map((port) => {
    const card = view.cards[view.portCard[port]!]!;
    const isHeader = port === card.firstPort;
    return (
      <div
        key={port}
        role="treeitem"
        data-port={port}
        aria-level={isHeader ? 1 : 2}
        aria-expanded={isHeader && card.rowCount > 0 ? opened.has(view.portCard[port]!) : undefined}
        aria-selected={selected.has(port)}
        tabIndex={port === current ? 0 : -1}
        className={`truncate rounded px-2 py-0.5 text-[13px] ${isHeader ? "font-medium" : "pl-6"} ${selected.has(port) ? "bg-accent-soft" : ""}`}
      >
        {inWords(view, port)}
      </div>
    );
  });
});

/** A table or column in words: name, type, place, and how many edges lead to and from it. */
export function inWords(view: View, port: number): string {
  const { out, into } = topologyOf(view);
  const card = view.cards[view.portCard[port]!]!;
  const up = into.start[port + 1]! - into.start[port]!;
  const down = out.start[port + 1]! - out.start[port]!;
  if (port === card.firstPort) {
    const rows = view.granularity === "database" ? "table" : "column";
    const size = card.rowCount > 0 ? `, ${counted(card.rowCount, rows)}` : "";
    return `${card.title}, ${assetType(card.kind).name.toLowerCase()} in ${card.database}${size}`;
  }
  const type = portType(view, port);
  return `${portName(view, port)}${type ? `, ${type}` : ""}, ${up} upstream, ${down} downstream`;
}

import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { assetType } from "../ui/asset-type";
import { counted } from "../ui/format";
import { portId, portName, portType, type View } from "./graph/to-view";
import { topologyOf } from "./graph/topology";

interface Props {
  view: View;
  selected: readonly string[];
  onSelect(id: string): void;
  label: string;
}

interface Item {
  readonly port: number;
  readonly level: 1 | 2;
}

/** Cards are added a chunk at a time, so that thousands of them hold nothing up. */
const CHUNK = 150;

/**
 * Every table and column of the picture as a tree, for screen readers and for who prefers a list. It stays out of
 * sight until the keyboard reaches it; then it stands beside the graph.
 */
export function GraphTree({ view, selected, onSelect, label }: Props) {
  const [ready, setReady] = useState(CHUNK);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [current, setCurrent] = useState(0);
  const tree = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: "", at: 0 });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another view begins from its first card
  useEffect(() => {
    setReady(CHUNK);
    setOpen(new Set());
    setCurrent(0);
  }, [view]);
  useEffect(() => {
    if (ready >= view.cards.length) return;
    const timer = setTimeout(() => setReady(ready + CHUNK), 30);
    return () => clearTimeout(timer);
  }, [ready, view]);

  const items = useMemo(() => {
    const list: Item[] = [];
    view.cards.slice(0, ready).forEach((card, index) => {
      list.push({ port: card.firstPort, level: 1 });
      if (!open.has(index)) return;
      for (let row = 1; row <= card.rowCount; row++) list.push({ port: card.firstPort + row, level: 2 });
    });
    return list;
  }, [view, ready, open]);
  const at = Math.min(current, items.length - 1);

  function focus(index: number) {
    const next = Math.max(0, Math.min(items.length - 1, index));
    setCurrent(next);
    tree.current?.querySelector<HTMLElement>(`[data-item="${next}"]`)?.focus();
  }

  function toggle(card: number, wanted: boolean) {
    const next = new Set(open);
    if (wanted) next.add(card);
    else next.delete(card);
    setOpen(next);
  }

  function onKeyDown(event: KeyboardEvent) {
    const item = items[at];
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const card = view.portCard[item.port]!;
    const isOpen = open.has(card);
    switch (event.key) {
      case "ArrowDown":
        focus(at + 1);
        break;
      case "ArrowUp":
        focus(at - 1);
        break;
      case "Home":
        focus(0);
        break;
      case "End":
        focus(items.length - 1);
        break;
      case "ArrowRight":
        if (item.level === 1 && !isOpen) toggle(card, true);
        else if (item.level === 1) focus(at + 1);
        break;
      case "ArrowLeft":
        if (item.level === 2) focus(items.findIndex(({ port }) => port === view.cards[card]!.firstPort));
        else if (isOpen) toggle(card, false);
        break;
      case "Enter":
      case " ":
        onSelect(portId(view, item.port));
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
    const text = (now - typed.current.at < 700 ? typed.current.text : "") + letter.toLowerCase();
    typed.current = { text, at: now };
    const from = text.length === 1 ? at + 1 : at;
    for (let i = 0; i < items.length; i++) {
      const index = (from + i) % items.length;
      if (portName(view, items[index]!.port).toLowerCase().startsWith(text)) {
        focus(index);
        return;
      }
    }
  }

  return (
    <div
      ref={tree}
      role="tree"
      aria-label={label}
      aria-multiselectable={false}
      onKeyDown={onKeyDown}
      className="sr-only focus-within:not-sr-only focus-within:absolute! focus-within:top-3! focus-within:left-3! focus-within:z-10 focus-within:max-h-[60%]! focus-within:w-72! focus-within:overflow-auto! focus-within:rounded-lg focus-within:border focus-within:border-line focus-within:bg-surface focus-within:p-1! focus-within:shadow-xl"
    >
      {items.map(({ port, level }, index) => {
        const card = view.portCard[port]!;
        const id = portId(view, port);
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the tree as a whole listens to keys
          <div
            key={id}
            role="treeitem"
            data-item={index}
            aria-level={level}
            aria-expanded={level === 1 && view.cards[card]!.rowCount > 0 ? open.has(card) : undefined}
            aria-selected={selected.includes(id)}
            tabIndex={index === at ? 0 : -1}
            onFocus={() => setCurrent(index)}
            onClick={() => onSelect(id)}
            className={`truncate rounded px-2 py-0.5 text-[13px] ${level === 2 ? "pl-6" : "font-medium"} ${selected.includes(id) ? "bg-accent-soft" : ""}`}
          >
            {inWords(view, port)}
          </div>
        );
      })}
    </div>
  );
}

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

import { Menu } from "@base-ui/react/menu";
import { Slider } from "@base-ui/react/slider";
import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import {
  ArrowLeftToLine,
  ArrowRightToLine,
  Check,
  Columns3,
  Database,
  Download,
  Keyboard,
  Link2,
  ListFilter,
  MoveHorizontal,
  Table2,
  Workflow,
} from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import type { CacheState } from "../api/client";
import { IconButton, Tip } from "../ui/Button";
import { CacheBadge } from "../ui/CacheBadge";
import { RefreshButton } from "../ui/RefreshButton";
import type { Direction, Granularity } from "./graph/types";
import { menuItem, popup, trigger } from "./popups";
import { type LineageState, MAX_DEPTH, MIN_DEPTH } from "./url-state";

export type ExportKind = "png" | "svg" | "json" | "csv";

interface Props {
  state: LineageState;
  onChange(part: Partial<LineageState>): void;
  /** The box that searches within the graph. */
  search: ReactNode;
  /** The menu of databases and types. */
  filters: ReactNode;
  cache: CacheState | null;
  refreshing: boolean;
  onRefresh(): void;
  onExport(kind: ExportKind): void;
  onCopyLink(): void;
  onShortcuts(): void;
  hasGraph: boolean;
  hasSelection: boolean;
}

const GRANULARITIES: Choice<Granularity>[] = [
  { value: "field", name: "Columns", icon: <Columns3 aria-hidden size={15} /> },
  { value: "dataset", name: "Tables", icon: <Table2 aria-hidden size={15} /> },
  { value: "database", name: "Databases", icon: <Database aria-hidden size={15} /> },
];

const DIRECTIONS: Choice<Direction>[] = [
  { value: "upstream", name: "Upstream", icon: <ArrowLeftToLine aria-hidden size={15} />, iconOnly: true },
  { value: "both", name: "Both directions", icon: <MoveHorizontal aria-hidden size={15} />, iconOnly: true },
  {
    value: "downstream",
    name: "Downstream",
    icon: <ArrowRightToLine aria-hidden size={15} />,
    iconOnly: true,
  },
];

const VIEWS: Choice<LineageState["view"]>[] = [
  { value: "graph", name: "Graph", icon: <Workflow aria-hidden size={15} />, iconOnly: true },
  { value: "table", name: "Table of edges", icon: <Table2 aria-hidden size={15} />, iconOnly: true },
];

const EXPORTS: { kind: ExportKind; name: string; hint: string }[] = [
  { kind: "png", name: "Picture", hint: "PNG, 2×" },
  { kind: "svg", name: "Drawing", hint: "SVG" },
  { kind: "csv", name: "Edges", hint: "CSV" },
  { kind: "json", name: "Graph", hint: "JSON" },
];

/** What the picture shows and how, in two groups: what is fetched, and how it is looked at. */
export function Toolbar(props: Props) {
  const { state, onChange } = props;
  return (
    <div
      role="toolbar"
      aria-label="Lineage"
      className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-surface px-3 py-1.5 print:hidden"
    >
      <Choices
        label="Granularity"
        choices={GRANULARITIES}
        value={state.granularity}
        onChange={(granularity) => onChange({ granularity, edge: null })}
      />
      <Choices
        label="Direction"
        choices={DIRECTIONS}
        value={state.direction}
        onChange={(direction) => onChange({ direction })}
      />
      <Depth value={state.depth} onChange={(depth) => onChange({ depth })} />
      <Options {...props} />
      {props.filters}
      <div className="min-w-4 flex-1" />
      {props.search}
      <Choices label="View" choices={VIEWS} value={state.view} onChange={(view) => onChange({ view })} />
      <div className="flex items-center">
        <IconButton
          label="Copy a link to this view"
          icon={<Link2 aria-hidden size={16} />}
          onClick={props.onCopyLink}
        />
        <ExportMenu disabled={!props.hasGraph} onExport={props.onExport} />
        <IconButton
          label="Keyboard shortcuts"
          shortcut="?"
          icon={<Keyboard aria-hidden size={16} />}
          onClick={props.onShortcuts}
        />
      </div>
      <div className="flex items-center gap-1 border-l border-line pl-3">
        <CacheBadge cache={props.cache} />
        <RefreshButton
          label="Refresh the lineage"
          refreshing={props.refreshing}
          onRefresh={props.onRefresh}
        />
      </div>
    </div>
  );
}

interface Choice<T> {
  value: T;
  name: string;
  icon: ReactNode;
  iconOnly?: boolean;
}

function Choices<T extends string>(props: {
  label: string;
  choices: Choice<T>[];
  value: T;
  onChange(value: T): void;
}) {
  return (
    <ToggleGroup
      aria-label={props.label}
      value={[props.value]}
      onValueChange={(values) => {
        const value = (values as T[]).at(-1);
        if (value !== undefined) props.onChange(value);
      }}
      className="flex rounded-md bg-sunken p-0.5"
    >
      {props.choices.map((choice) => {
        const toggle = (
          <Toggle
            key={choice.value}
            value={choice.value}
            aria-label={choice.iconOnly ? choice.name : undefined}
            className="inline-flex h-7 items-center gap-1.5 rounded px-2 text-[13px] font-medium text-muted hover:text-ink data-pressed:bg-surface data-pressed:text-ink data-pressed:shadow-sm"
          >
            {choice.icon}
            {!choice.iconOnly && choice.name}
          </Toggle>
        );
        return choice.iconOnly ? (
          <Tip key={choice.value} text={choice.name}>
            {toggle}
          </Tip>
        ) : (
          toggle
        );
      })}
    </ToggleGroup>
  );
}

/** Asked for when the hand lets go, so that a drag from 2 to 9 asks once. */
function Depth({ value, onChange }: { value: number; onChange(value: number): void }) {
  const [shown, setShown] = useState(value);
  useEffect(() => setShown(value), [value]);
  return (
    <Slider.Root
      value={shown}
      min={MIN_DEPTH}
      max={MAX_DEPTH}
      onValueChange={(next) => setShown(next as number)}
      onValueCommitted={(next) => onChange(next as number)}
      className="flex items-center gap-2 text-[13px]"
    >
      <span aria-hidden className="text-muted">
        Depth
      </span>
      <Slider.Control className="mx-2 flex h-8 w-24 touch-none items-center">
        <Slider.Track className="h-1 w-full rounded-full bg-line">
          <Slider.Indicator className="rounded-full bg-accent" />
          <Slider.Thumb
            aria-label="Depth in hops"
            className="size-3.5 rounded-full border-2 border-accent bg-surface has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          />
        </Slider.Track>
      </Slider.Control>
      <span className="w-5 font-medium tabular-nums">{shown}</span>
    </Slider.Root>
  );
}

function Options({ state, onChange, hasSelection }: Props) {
  const options = [
    { name: "Indirect edges", hint: "joins, filters, grouping", key: "indirect" },
    { name: "Hide temporary tables", hint: "edges run across", key: "hideTemporary" },
    { name: "Only the selection's path", hint: "", key: "onlyPath" },
  ] as const;
  const on = options.filter(({ key }) => state[key]).length;
  return (
    <Menu.Root>
      <Menu.Trigger className={trigger}>
        <Workflow aria-hidden size={15} className="text-muted" />
        Show
        {on > 0 && <Count value={on} />}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="start" className="z-50">
          <Menu.Popup className={`${popup} min-w-72`}>
            {options.map(({ name, hint, key }) => (
              <Menu.CheckboxItem
                key={key}
                checked={state[key]}
                disabled={key === "onlyPath" && !hasSelection && !state.onlyPath}
                onCheckedChange={(checked) => onChange({ [key]: checked })}
                className={menuItem}
              >
                <span className="size-4">
                  <Menu.CheckboxItemIndicator>
                    <Check aria-hidden size={16} className="text-accent" />
                  </Menu.CheckboxItemIndicator>
                </span>
                <span className="flex-1">{name}</span>
                <span className="text-xs text-muted">{hint}</span>
              </Menu.CheckboxItem>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function ExportMenu({ disabled, onExport }: { disabled: boolean; onExport(kind: ExportKind): void }) {
  return (
    <Menu.Root>
      <Menu.Trigger
        aria-label="Export"
        title="Export"
        disabled={disabled}
        className="inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink disabled:pointer-events-none disabled:opacity-50"
      >
        <Download aria-hidden size={16} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end" className="z-50">
          <Menu.Popup className={`${popup} min-w-44`}>
            {EXPORTS.map(({ kind, name, hint }) => (
              <Menu.Item key={kind} className={menuItem} onClick={() => onExport(kind)}>
                <span className="flex-1">{name}</span>
                <span className="text-xs text-muted">{hint}</span>
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

export function Count({ value }: { value: number }) {
  return (
    <span className="rounded-full bg-accent-soft px-1.5 text-[11px] leading-4 font-semibold text-accent tabular-nums">
      {value}
    </span>
  );
}

/** The funnel of the filter menu stands here so that the toolbar's icons are of one size. */
export const FilterIcon = () => <ListFilter aria-hidden size={15} className="text-muted" />;

import {
  ArrowLeftToLine,
  ArrowRightToLine,
  Columns3,
  Database,
  Keyboard,
  Link2,
  MoveHorizontal,
  Table2,
  Workflow,
} from "lucide-react";
import type { ReactNode } from "react";
import type { CacheState } from "../../api/client";
import { IconButton } from "../../ui/Button";
import { CacheBadge } from "../../ui/CacheBadge";
import { RefreshButton } from "../../ui/RefreshButton";
import type { Direction, Granularity } from "../graph/types";
import type { LineageState } from "../url-state";
import { AsOf } from "./AsOf";
import { type Choice, Choices } from "./Choices";
import { Depth } from "./Depth";
import { type ExportKind, ExportMenu } from "./ExportMenu";
import { OptionsMenu } from "./OptionsMenu";

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

/** What the picture shows and how, in two groups: what is fetched, and how it is looked at. */
export function Toolbar(props: Props) {
  const { state, onChange } = props;
  return (
    <div className="@container/toolbar border-b border-line bg-surface print:hidden">
      <div
        role="toolbar"
        aria-label="Lineage"
        className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5 @max-6xl/toolbar:gap-x-2"
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
        <OptionsMenu state={state} onChange={onChange} hasSelection={props.hasSelection} />
        {props.filters}
        <AsOf value={state.asOf} onChange={(asOf) => onChange({ asOf })} />
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
    </div>
  );
}

import { ChevronRight, X } from "lucide-react";
import { Fragment } from "react";
import { Link } from "react-router";
import { parseAsset, parseEdge } from "../../api/ids";
import { databaseLink, lineageLink } from "../../api/links";
import { IconButton } from "../../ui/Button";
import { Resizer } from "../../ui/Resizer";
import { Empty } from "../../ui/State";
import { useStored } from "../../ui/stored";
import { Tabs } from "../../ui/Tabs";
import type { Selection } from "../selection";
import { ColumnsTab } from "./ColumnsTab";
import { DdlTab } from "./DdlTab";
import { EvidencePanel } from "./EvidencePanel";
import { StatisticsTab } from "./StatisticsTab";
import { TableEdgePanel } from "./TableEdgePanel";

interface Props {
  selection: Selection;
  /** The selected edge stands for a way through tables that are left out. */
  acrossHidden?: boolean;
  /** Select another edge. */
  onEdge(edgeId: string): void;
  onClose(): void;
}

/** What is known of the selected table, column or edge. */
export function DetailPanel({ selection, acrossHidden = false, onEdge, onClose }: Props) {
  const [width, setWidth] = useStored("panel.width", 416);
  return (
    <aside
      aria-label="Details"
      className="relative flex shrink-0 animate-slide-in flex-col border-l border-line bg-surface print:hidden"
      style={{ width }}
    >
      <Resizer
        label="Width of the details"
        edge="left"
        width={width}
        min={320}
        max={960}
        onResize={setWidth}
      />
      <div className="flex min-h-12 items-center gap-2 py-2 pr-2 pl-4">
        <div className="min-w-0 flex-1">
          {selection.kind === "edge" ? (
            <h2 className="font-semibold">Evidence</h2>
          ) : (
            <Breadcrumb
              datasetId={selection.datasetId}
              field={selection.kind === "field" ? selection.field : null}
            />
          )}
        </div>
        <IconButton label="Close the details" icon={<X aria-hidden size={16} />} onClick={onClose} />
      </div>
      {selection.kind === "edge" ? (
        <EdgePanel
          key={selection.edgeId}
          edgeId={selection.edgeId}
          acrossHidden={acrossHidden}
          onEdge={onEdge}
        />
      ) : (
        <DatasetTabs
          datasetId={selection.datasetId}
          field={selection.kind === "field" ? selection.field : null}
        />
      )}
    </aside>
  );
}

function EdgePanel(props: { edgeId: string; acrossHidden: boolean; onEdge(edgeId: string): void }) {
  const ends = parseEdge(props.edgeId);
  if (props.acrossHidden) {
    return (
      <Empty title="This edge runs across hidden tables">
        It stands for every way through them. Show them again to see the statements of each step.
      </Empty>
    );
  }
  return ends && parseAsset(ends.target)?.field === null ? (
    <TableEdgePanel {...ends} onEdge={props.onEdge} />
  ) : (
    <EvidencePanel edgeId={props.edgeId} />
  );
}

function DatasetTabs({ datasetId, field }: { datasetId: string; field: string | null }) {
  const [tab, setTab] = useStored("panel.tab", "columns");
  return (
    <Tabs
      label="Details"
      value={tab}
      onChange={setTab}
      tabs={[
        { value: "columns", name: "Columns", content: <ColumnsTab datasetId={datasetId} field={field} /> },
        { value: "statistics", name: "Statistics", content: <StatisticsTab datasetId={datasetId} /> },
        { value: "ddl", name: "DDL", content: <DdlTab datasetId={datasetId} /> },
      ]}
    />
  );
}

/** database › table › column, each a link to its own lineage. */
function Breadcrumb({ datasetId, field }: { datasetId: string; field: string | null }) {
  const asset = parseAsset(datasetId);
  const steps = [
    ...(asset ? [{ name: asset.database, to: databaseLink(asset.database) }] : []),
    { name: asset?.table ?? datasetId, to: lineageLink(datasetId) },
  ];
  return (
    <nav aria-label="Where it is">
      <ol className="flex flex-wrap items-center gap-x-1 text-[13px]">
        {steps.map((step) => (
          <Fragment key={step.to}>
            <li className="min-w-0">
              <Link className="text-muted wrap-anywhere hover:text-accent hover:underline" to={step.to}>
                {step.name}
              </Link>
            </li>
            {(field !== null || step !== steps.at(-1)) && (
              <ChevronRight aria-hidden size={12} className="shrink-0 text-muted" />
            )}
          </Fragment>
        ))}
        {field !== null && (
          <li aria-current="true" className="font-semibold wrap-anywhere">
            {field}
          </li>
        )}
      </ol>
    </nav>
  );
}

import { Workflow } from "lucide-react";
import { useCallback, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { ApiError } from "../api/client";
import { parseAsset } from "../api/ids";
import { databaseLink, lineageLink } from "../api/links";
import { csv, download } from "../ui/files";
import { counted } from "../ui/format";
import { useWindowTitle } from "../ui/Page";
import { Empty, ErrorNotice } from "../ui/State";
import { CanvasControls } from "./CanvasControls";
import { FilterMenu } from "./FilterMenu";
import { GraphSearch } from "./GraphSearch";
import { EDGE_COLUMNS, edgeRows } from "./graph/export-csv";
import { type Graph, toObjects } from "./graph/graph";
import { growKey } from "./graph/look";
import { viewOf } from "./graph/to-view";
import { Legend } from "./Legend";
import { type CanvasHandle, type CanvasSelection, type CanvasStatus, LineageCanvas } from "./LineageCanvas";
import { ProgressNotice } from "./ProgressNotice";
import { DetailPanel } from "./panel/DetailPanel";
import { SelectionBar } from "./SelectionBar";
import { Shortcuts } from "./Shortcuts";
import type { Selection } from "./selection";
import { TableView } from "./TableView";
import { type ExportKind, Toolbar } from "./Toolbar";
import { useAddress } from "./use-address";
import { useLineage } from "./use-lineage";
import { usePicture } from "./use-picture";
import { useShortcuts } from "./use-shortcuts";

/** The graph around the asset that the address names: what is fetched, how it is looked at, what is selected. */
export function LineagePage() {
  const { state, change } = useAddress();
  const navigate = useNavigate();
  const data = useLineage(state);
  const picture = usePicture(data.graph, state);
  const canvas = useRef<CanvasHandle>(null);
  const page = useRef<HTMLElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const [status, setStatus] = useState<CanvasStatus | null>(null);
  const [listing, setListing] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const [notice, setNotice] = useState("");
  // The selection whose details were closed; the next selection opens them again.
  const [closed, setClosed] = useState("");
  const title = state.asset === null ? "Lineage" : nameOf(state.asset);
  useWindowTitle(title);

  const selection = useMemo(
    (): CanvasSelection => ({ ids: state.selected, edge: state.edge }),
    [state.selected, state.edge],
  );
  const select = useCallback(
    ({ ids, edge }: CanvasSelection) => {
      const [first] = state.selected;
      const [next] = ids;
      const pair = choosing && first !== undefined && next !== undefined && next !== first;
      setChoosing(false);
      change({ selected: pair ? [first, next] : ids, edge, ...(ids.length === 0 && { onlyPath: false }) });
    },
    [change, choosing, state.selected],
  );
  const find = (id: string) => {
    select({ ids: [id], edge: null });
    canvas.current?.reveal(id);
    canvas.current?.focus();
  };
  const open = (id: string) => {
    const asset = parseAsset(id);
    void navigate(asset ? lineageLink(id) : databaseLink(id.slice(id.indexOf(" ") + 1)));
  };
  const grow = (side: "upstream" | "downstream", card: string) => {
    const key = growKey(side, card);
    const { grown } = state;
    change({ grown: grown.includes(key) ? grown.filter((each) => each !== key) : [...grown, key] });
  };

  async function exportAs(kind: ExportKind) {
    if (!picture) return;
    const name = `lineage ${title}`;
    try {
      if (kind === "png") download(`${name}.png`, (await canvas.current?.png()) ?? "", "image/png");
      if (kind === "svg") download(`${name}.svg`, canvas.current?.svg(title) ?? "", "image/svg+xml");
      if (kind === "json")
        download(`${name}.json`, JSON.stringify(toObjects(picture.graph), null, 2), "application/json");
      if (kind === "csv") download(`${name}.csv`, csv(EDGE_COLUMNS, edgeRows(picture.graph)), "text/csv");
    } catch (error) {
      setNotice(error instanceof Error ? error.message : String(error));
    }
  }

  async function copyLink() {
    try {
      await navigator.clipboard.writeText(window.location.href);
      setNotice("The link is copied.");
    } catch {
      setNotice("The browser does not allow copying here; the address bar holds the link.");
    }
  }

  useShortcuts({
    fit: () => canvas.current?.fit(),
    fitSelection: () => canvas.current?.fitSelection(),
    zoom: (factor) => canvas.current?.zoom(factor),
    search: () => search.current?.focus(),
    clusters: () => change({ clusters: !state.clusters }),
    clear: () => select({ ids: [], edge: null }),
    list: () => setListing(true),
  });

  const selected = panelSelection(state);
  const hasSelection = state.selected.length > 0 || state.edge !== null;
  const view = useMemo(
    () => (picture ? viewOf(picture.graph, state.granularity) : null),
    [picture, state.granularity],
  );
  const names = state.selected.map((id) => nameOfId(id));
  const selectionKey = JSON.stringify(selected);
  const busy = data.loading ? "loading" : status?.stage === "layout" ? "layout" : null;

  return (
    <main
      id="main"
      ref={page}
      tabIndex={-1}
      className="flex min-h-0 min-w-0 flex-1 flex-col bg-canvas outline-none"
    >
      <h1 className="sr-only">Lineage of {title}</h1>
      <Toolbar
        state={state}
        onChange={change}
        search={<GraphSearch view={view} inputRef={search} onFind={find} />}
        filters={
          <FilterMenu
            databases={picture?.facets.databases ?? []}
            types={picture?.facets.types ?? []}
            state={state}
            onChange={change}
          />
        }
        cache={data.cache}
        refreshing={data.refreshing}
        onRefresh={data.refresh}
        onExport={exportAs}
        onCopyLink={copyLink}
        onShortcuts={() => setListing(true)}
        hasGraph={picture !== null}
        hasSelection={hasSelection}
      />
      <Notes data={data} graph={picture?.graph ?? null} notice={notice} />
      <div className="flex min-h-0 flex-1">
        <div className="relative flex min-h-0 min-w-0 flex-1">
          {picture && state.view === "graph" && (
            <LineageCanvas
              graph={picture.graph}
              granularity={state.granularity}
              clusters={state.clusters}
              selection={selection}
              onSelect={select}
              grown={state.grown}
              onGrow={grow}
              onOpen={open}
              onStatus={setStatus}
              handle={canvas}
              label={`Lineage of ${title}: ${picture.summary}. Arrow keys walk along the edges.`}
            >
              <Legend graph={picture.graph} />
              <CanvasControls
                clusters={state.clusters}
                hasSelection={hasSelection}
                onZoom={(factor) => canvas.current?.zoom(factor)}
                onFit={() => canvas.current?.fit()}
                onFitSelection={() => canvas.current?.fitSelection()}
                onClusters={() => change({ clusters: !state.clusters })}
                onFullscreen={() => void toggleFullscreen(page.current)}
              />
              <SelectionBar
                names={names}
                pathLength={picture.pathLength}
                choosing={choosing}
                onChoose={() => setChoosing(true)}
                onOpen={state.selected[0] !== undefined ? () => open(state.selected[0]!) : null}
                onClear={() => select({ ids: [], edge: null })}
              />
            </LineageCanvas>
          )}
          {picture && state.view === "table" && (
            <TableView
              graph={picture.graph}
              edge={state.edge}
              onSelect={(edge) => select({ ids: [], edge })}
            />
          )}
          {busy && (
            <ProgressNotice
              key={busy}
              stage={busy}
              share={busy === "layout" ? (status?.share ?? null) : null}
              onCancel={() => (busy === "loading" ? data.cancel() : status?.cancel())}
            />
          )}
          {!picture && !busy && <Nothing state={state.asset} error={data.error} onRetry={data.retry} />}
        </div>
        {selected && closed !== selectionKey && (
          <DetailPanel selection={selected} onClose={() => setClosed(selectionKey)} />
        )}
      </div>
      <Shortcuts open={listing} onClose={() => setListing(false)} />
    </main>
  );
}

/** One line under the toolbar: what went wrong or is left out of an otherwise good picture. */
function Notes(props: { data: ReturnType<typeof useLineage>; graph: Graph | null; notice: string }) {
  const { data, graph, notice } = props;
  const notes = [
    graph?.truncated &&
      `The graph was cut for size${graph.omittedEdges ? `: ${counted(graph.omittedEdges, "edge")} left out` : ""}. Lower the depth or start further in.`,
    data.omittedTables > 0 && `${counted(data.omittedTables, "table")} of this database left out.`,
    data.graph && data.error?.message,
  ].filter(Boolean);
  return (
    <>
      <p role="status" className="sr-only">
        {notice}
      </p>
      {notes.length > 0 && (
        <p role="status" className="border-b border-line bg-warn-soft px-4 py-1.5 text-[13px] text-warn">
          {notes.join(" ")}
        </p>
      )}
    </>
  );
}

function Nothing(props: { state: { kind: string } | null; error: Error | null; onRetry(): void }) {
  if (props.state === null) {
    return (
      <Empty icon={<Workflow aria-hidden size={32} />} title="Choose a table or a column">
        Pick one in the list on the left, or press Ctrl K to search.
      </Empty>
    );
  }
  if (props.error) {
    const { error } = props;
    const fault = error instanceof ApiError ? error : { message: error.message };
    return (
      <div className="mx-auto w-full max-w-2xl p-8">
        <ErrorNotice
          error={fault}
          title="The lineage could not be loaded."
          onRetry={props.onRetry}
          linkTo={lineageLink}
        />
      </div>
    );
  }
  return (
    <Empty title="Loading was called off">
      <button type="button" className="text-accent underline underline-offset-2" onClick={props.onRetry}>
        Load it again
      </button>
    </Empty>
  );
}

function nameOf(asset: { kind: "asset"; id: string } | { kind: "database"; name: string }): string {
  return asset.kind === "database" ? asset.name : nameOfId(asset.id);
}

/** An id as people say it: `SALES_DW.DIM_CUSTOMER.customer_id`. */
function nameOfId(id: string): string {
  const asset = parseAsset(id);
  if (!asset) return id.slice(id.indexOf(" ") + 1);
  const table = `${asset.database}.${asset.table}`;
  return asset.field === null ? table : `${table}.${asset.field}`;
}

function panelSelection(state: ReturnType<typeof useAddress>["state"]): Selection | null {
  if (state.edge !== null) return { kind: "edge", edgeId: state.edge };
  const id = state.selected.at(-1);
  const asset = id === undefined ? null : parseAsset(id);
  if (id === undefined || asset === null) return null;
  if (asset.field === null || asset.field === "*") {
    return { kind: "dataset", datasetId: asset.field === null ? id : id.slice(0, id.lastIndexOf("/")) };
  }
  const dataset = parentOf(id, asset.field);
  return { kind: "field", datasetId: dataset, field: asset.field };
}

/** The dataset's part of a field's id, whose last name may be quoted. */
function parentOf(id: string, field: string): string {
  const quoted = `/"${field.replaceAll('"', '""')}"`;
  return id.endsWith(quoted) ? id.slice(0, -quoted.length) : id.slice(0, -field.length - 1);
}

async function toggleFullscreen(element: HTMLElement | null): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await element?.requestFullscreen();
}

import { useCallback, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { parseAsset } from "../api/ids";
import { databaseLink, lineageLink } from "../api/links";
import { csv, download } from "../ui/files";
import { useWindowTitle } from "../ui/Page";
import { CanvasControls } from "./CanvasControls";
import type { CanvasHandle } from "./canvas-handle";
import { EDGE_COLUMNS, edgeRows } from "./graph/export-csv";
import { findEdge, type Graph, toObjects } from "./graph/graph";
import { growKey } from "./graph/look";
import { viewOf } from "./graph/to-view";
import { Legend } from "./Legend";
import { type CanvasSelection, type CanvasStatus, LineageCanvas } from "./LineageCanvas";
import { Notes } from "./Notes";
import { Nothing } from "./Nothing";
import { ProgressNotice } from "./ProgressNotice";
import { DetailPanel } from "./panel/DetailPanel";
import { SelectionBar } from "./SelectionBar";
import { Shortcuts } from "./Shortcuts";
import { nameOf, nameOfId, panelSelection } from "./selection";
import { TableView } from "./TableView";
import type { ExportKind } from "./toolbar/ExportMenu";
import { FilterMenu } from "./toolbar/FilterMenu";
import { GraphSearch } from "./toolbar/GraphSearch";
import { Toolbar } from "./toolbar/Toolbar";
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
  const acrossHidden = useMemo(
    () => isMadeUp(state.edge, data.graph, picture?.graph ?? null),
    [state.edge, data.graph, picture],
  );
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
      <Notes data={data} graph={picture?.graph ?? null} asOf={state.asOf} notice={notice} />
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
          <DetailPanel
            selection={selected}
            acrossHidden={acrossHidden}
            onEdge={(edge) => select({ ids: [], edge })}
            onClose={() => setClosed(selectionKey)}
          />
        )}
      </div>
      <Shortcuts open={listing} onClose={() => setListing(false)} />
    </main>
  );
}

/** Whether an edge of the picture is none of the graph's own, but stands for a way through what is left out. */
function isMadeUp(edge: string | null, graph: Graph | null, shown: Graph | null): boolean {
  if (edge === null || graph === null || shown === null) return false;
  return findEdge(shown, edge) >= 0 && findEdge(graph, edge) < 0;
}

async function toggleFullscreen(element: HTMLElement | null): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await element?.requestFullscreen();
}

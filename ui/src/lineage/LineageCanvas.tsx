import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useLatest } from "../ui/latest";
import { useDark } from "../ui/theme";
import { type CanvasHandle, revealPort, useCanvasHandle } from "./canvas-handle";
import { GraphTree, inWords } from "./GraphTree";
import type { CardState } from "./graph/geometry";
import { listen } from "./graph/gestures";
import type { Graph } from "./graph/graph";
import type { Look } from "./graph/look";
import { DARK, LIGHT } from "./graph/palette";
import type { Picked } from "./graph/pick";
import { buildScene } from "./graph/scene";
import { sharedPrefixes } from "./graph/text";
import { drawnEdgeId, findPort, portId, type View, viewOf } from "./graph/to-view";
import type { Granularity, Side } from "./graph/types";
import { step, type Walk } from "./graph/walk";
import { Minimap } from "./Minimap";
import { tipOf } from "./tip";
import { useGeometry } from "./use-geometry";
import { useHighlight } from "./use-highlight";
import { useLayout } from "./use-layout";
import { useStage } from "./use-stage";

export interface CanvasSelection {
  readonly ids: readonly string[];
  readonly edge: string | null;
}

export interface CanvasStatus {
  readonly stage: "layout" | "drawing" | "idle";
  /** Share of the stage, 0 to 1. */
  readonly share: number;
  readonly error: Error | null;
  cancel(): void;
}

interface Props {
  graph: Graph;
  granularity: Granularity;
  clusters: boolean;
  selection: CanvasSelection;
  onSelect(selection: CanvasSelection): void;
  /** Cards whose next hop is loaded, as `upstream {id}`; absent: cards cannot grow. */
  grown?: readonly string[];
  onGrow?(side: Side, card: string): void;
  /** A double click on a table or column. */
  onOpen?(id: string): void;
  onStatus?(status: CanvasStatus): void;
  handle?: RefObject<CanvasHandle | null>;
  label: string;
  children?: ReactNode;
}

const NOTHING: ReadonlyMap<string, CardState> = new Map();
/** A picture that would be shown smaller than this starts at its root instead, where it can be read. */
const READABLE = 0.6;

/** The lineage graph on one canvas: tables, columns or databases, as `granularity` says. */
export function LineageCanvas(props: Props) {
  const { graph, granularity, clusters, selection, onSelect, grown, onGrow, handle } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const region = useRef<HTMLDivElement>(null);
  const stage = useStage(canvas, frame);
  const [states, setStates] = useState(NOTHING);
  const [hover, setHover] = useState<Picked | null>(null);
  const anchor = useRef<string | undefined>(undefined);
  const shownRoot = useRef<string | null>(null);
  const moved = useRef<{ view: View | null; places: Map<string, { x: number; y: number }> }>({
    view: null,
    places: new Map(),
  });
  const dark = useDark();

  const view = useMemo(() => viewOf(graph, granularity), [graph, granularity]);
  const shown = useHighlight(view, selection.ids, selection.edge);
  const geometry = useGeometry(view, states, shown.ports);
  const layout = useLayout(view, geometry, clusters);
  const scene = useMemo(() => {
    if (!layout.done) return null;
    // Places chosen by hand belong to one graph: among other tables they would lie in the way.
    if (moved.current.view !== layout.done.view)
      moved.current = { view: layout.done.view, places: new Map() };
    return buildScene(layout.done.view, layout.done.geometry, layout.done.layout, moved.current.places);
  }, [layout.done]);
  const ready = scene?.view === view ? scene : null;

  const prefixes = useMemo(() => sharedPrefixes(view.cards), [view]);
  const look = useMemo(
    (): Partial<Look> => ({
      palette: dark ? DARK : LIGHT,
      clusters,
      prefixes,
      grown: new Set(grown),
      growable: onGrow !== undefined && granularity !== "database",
    }),
    [dark, clusters, prefixes, grown, onGrow, granularity],
  );
  useEffect(() => stage?.setLook(look), [stage, look]);

  useEffect(() => {
    if (!stage || !scene) return;
    const root = scene.view.cards.find((card) => card.depth === 0)?.id ?? "";
    const key = `${scene.view.granularity} ${root}`;
    const first = shownRoot.current !== key;
    stage.setScene(scene, first ? undefined : (anchor.current ?? root));
    if (first) {
      shownRoot.current = key;
      stage.fit(undefined, false);
      if (stage.camera.zoom < READABLE) stage.showRoot();
    }
  }, [stage, scene]);

  // A highlight belongs to one view; while the next is laid out the old picture shows none.
  useEffect(() => {
    if (!stage) return;
    const fits = ready !== null;
    stage.setLook({ lit: fits ? shown.lit : null, selected: new Set(fits ? shown.ports : []) });
  }, [stage, ready, shown]);

  useEffect(() => {
    if (!stage) return;
    const port = hover?.kind === "row" || hover?.kind === "header" ? hover.port : null;
    const edge = hover?.kind === "edge" ? hover.edge : null;
    if (stage.look.hoverEdge !== edge || stage.look.hoverPort !== port) {
      stage.setLook({ hoverEdge: edge, hoverPort: port });
    }
  }, [stage, hover]);

  const focus = useCallback(() => region.current?.focus(), []);

  const setCardState = (card: string, state: CardState) => {
    anchor.current = card;
    setStates((before) => new Map(before).set(card, state));
  };

  const act = useLatest({
    pick(picked: Picked | null, more: boolean) {
      if (!scene) return;
      if (picked === null) {
        onSelect({ ids: [], edge: null });
        return;
      }
      if (picked.kind === "edge") {
        onSelect({ ids: [], edge: drawnEdgeId(scene.view, picked.edge) });
        return;
      }
      const card = scene.view.cards[picked.card]!;
      anchor.current = card.id;
      if (picked.kind === "grow") onGrow?.(picked.side, card.id);
      else if (picked.kind === "toggle") {
        setCardState(card.id, scene.geometry.state[picked.card] === "closed" ? "some" : "closed");
      } else if (picked.kind === "footer") {
        setCardState(card.id, scene.geometry.state[picked.card] === "all" ? "some" : "all");
      } else {
        const id = portId(scene.view, picked.port);
        onSelect({ ids: more ? second(selection.ids, id) : [id], edge: null });
      }
    },
    open(picked: Picked | null) {
      if (scene && (picked?.kind === "row" || picked?.kind === "header")) {
        props.onOpen?.(portId(scene.view, picked.port));
      }
    },
    drop(card: number) {
      if (scene)
        moved.current.places.set(scene.view.cards[card]!.id, { x: scene.x[card]!, y: scene.y[card]! });
    },
  });
  useEffect(() => {
    if (!stage) return;
    return listen(stage, {
      onPick: (picked, more) => act.current.pick(picked, more),
      onDoublePick: (picked) => act.current.open(picked),
      onHover: setHover,
      onDrop: (card) => act.current.drop(card),
    });
  }, [stage, act]);

  useCanvasHandle(handle, stage, scene, focus);

  const { onStatus } = props;
  const { share, error } = layout;
  const cancelLayout = useLatest(layout.cancel);
  useEffect(() => {
    onStatus?.({
      stage: share !== null ? "layout" : "idle",
      share: share ?? 1,
      error,
      cancel: () => cancelLayout.current(),
    });
  }, [onStatus, share, error, cancelLayout]);

  const onKeyDown = (event: KeyboardEvent) => {
    const walk = WALKS[event.key];
    if (!ready || !stage || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && selection.ids[0]) props.onOpen?.(selection.ids[0]);
    if (event.key === " " && shown.ports[0] !== undefined) {
      const card = ready.view.portCard[shown.ports[0]]!;
      setCardState(ready.view.cards[card]!.id, ready.geometry.state[card] === "closed" ? "some" : "closed");
      event.preventDefault();
    }
    if (!walk) return;
    event.preventDefault();
    const next = step(ready, shown.ports.at(-1) ?? null, walk);
    if (next === null) return;
    onSelect({ ids: [portId(ready.view, next)], edge: null });
    revealPort(stage, ready, next);
  };

  return (
    <div ref={frame} className="relative min-h-0 min-w-0 flex-1 overflow-hidden bg-canvas">
      <div
        ref={region}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the drawing is walked with the arrow keys
        tabIndex={0}
        role="application"
        aria-roledescription="lineage graph"
        aria-label={props.label}
        title={scene ? tipOf(scene, hover) : undefined}
        onKeyDown={onKeyDown}
        className="absolute inset-0 -outline-offset-2"
      >
        <canvas
          ref={canvas}
          aria-hidden
          className={`size-full touch-none ${hover ? "cursor-pointer" : "cursor-grab active:cursor-grabbing"}`}
        />
      </div>
      <GraphTree
        view={view}
        selected={selection.ids}
        label="Tables and columns of the graph"
        onSelect={(id) => {
          onSelect({ ids: [id], edge: null });
          const port = ready && findPort(ready.view, id);
          if (stage && ready && typeof port === "number") revealPort(stage, ready, port);
        }}
      />
      <p role="status" className="sr-only">
        {shown.ports.length > 0 ? inWords(view, shown.ports.at(-1)!) : ""}
      </p>
      {stage && scene && <Minimap stage={stage} scene={scene} />}
      {props.children}
    </div>
  );
}

const WALKS: Readonly<Record<string, Walk>> = {
  ArrowLeft: "upstream",
  ArrowRight: "downstream",
  ArrowUp: "above",
  ArrowDown: "below",
};

function second(ids: readonly string[], id: string): string[] {
  const [first] = ids;
  return first === undefined || first === id ? [id] : [first, id];
}

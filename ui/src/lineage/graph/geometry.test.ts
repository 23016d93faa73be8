import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyGraph, graphOf } from "./arbitrary-graphs";
import {
  type CardState,
  HEADER_HEIGHT,
  hasFooter,
  layoutInput,
  measure,
  ROW_HEIGHT,
  ROW_LIMIT,
} from "./geometry";
import { layOut } from "./layout";
import { edgesAt, pick } from "./pick";
import { buildScene, countLines, hasMoreCards, linksWithin, moveCard } from "./scene";
import { findPort, toView, type View } from "./to-view";
import { step } from "./walk";

const wide = graphOf(
  ...Array.from({ length: 20 }, (_, i) => `D.A.c${String(i).padStart(2, "0")}`),
  "D.A.c19 -> D.B.x",
  "D.B.x -> D.C.x",
  "D.B.x -> D.C.y",
);

function sceneOf(view: View, states: ReadonlyMap<string, CardState> = new Map()) {
  const geometry = measure(view, states);
  return buildScene(view, geometry, layOut(layoutInput(view, geometry)));
}

describe("measure", () => {
  const view = toView(wide, "field");
  const last = findPort(view, "ns/D.A/c19")!;

  it("shows the first rows of a long card, those with edges before others", () => {
    const geometry = measure(view, new Map());
    const shown = [...geometry.shown.subarray(1, 21)];
    expect(shown.filter(Boolean)).toHaveLength(ROW_LIMIT);
    expect(geometry.shown[last]).toBe(1);
    expect([geometry.hidden[0], hasFooter(view, geometry, 0)]).toEqual([20 - ROW_LIMIT, true]);
  });

  it("shows all rows of a card that is opened, and none of one that is closed", () => {
    const all = measure(view, new Map([["ns/D.A", "all"]]));
    expect([...all.shown.subarray(1, 21)].every(Boolean)).toBe(true);
    const closed = measure(view, new Map([["ns/D.A", "closed"]]));
    expect(closed.height[0]).toBe(HEADER_HEIGHT);
    expect(closed.portY[last]).toBe(closed.portY[0]);
  });

  it("shows a row that is wanted", () => {
    const port = findPort(view, "ns/D.A/c18")!;
    expect(measure(view, new Map()).shown[port]).toBe(0);
    expect(measure(view, new Map(), new Set([port])).shown[port]).toBe(1);
  });

  it("keeps every port within its card, rows a row apart", () => {
    fc.assert(
      fc.property(anyGraph, fc.constantFrom<CardState>("closed", "some", "all"), (graph, state) => {
        const any = toView(graph, "field");
        const geometry = measure(any, new Map(any.cards.map(({ id }) => [id, state])));
        any.cards.forEach((card, index) => {
          let before = 0;
          for (let port = card.firstPort; port <= card.firstPort + card.rowCount; port++) {
            expect(geometry.portY[port]).toBeLessThan(geometry.height[index]!);
            if (port === card.firstPort || !geometry.shown[port]) continue;
            if (before > 0) expect(geometry.portY[port]! - before).toBe(ROW_HEIGHT);
            before = geometry.portY[port]!;
          }
        });
      }),
    );
  });
});

describe("pick", () => {
  const view = toView(wide, "field");
  const scene = sceneOf(view);
  const at = (card: number, dx: number, dy: number, growable = true) =>
    pick(scene, scene.x[card]! + dx, scene.y[card]! + dy, { growable, reach: 6 });

  it("tells header, toggle, row, footer and buttons apart", () => {
    const row = findPort(view, "ns/D.A/c19")!;
    expect(at(0, 100, 20)).toMatchObject({ kind: "header", port: 0 });
    expect(at(0, 240, 36)).toEqual({ kind: "toggle", card: 0 });
    expect(at(0, 100, scene.geometry.portY[row]!)).toEqual({ kind: "row", card: 0, port: row });
    expect(at(0, 100, scene.geometry.height[0]! - 8)).toEqual({ kind: "footer", card: 0 });
    expect(at(1, 0, 15)).toEqual({ kind: "grow", card: 1, side: "upstream" });
    expect(at(1, 256, 15)).toEqual({ kind: "grow", card: 1, side: "downstream" });
    expect(at(1, 258, 15, false)).not.toMatchObject({ kind: "grow" });
    expect(at(0, -400, -400)).toBeNull();
  });

  it("finds an edge along its line", () => {
    const edge = [...view.from.keys()].find((e) => view.from[e] === findPort(view, "ns/D.A/c19"))!;
    const y = scene.geometry.portY[view.from[edge]!]!;
    expect(at(0, 262, y)).toEqual({ kind: "edge", edge });
  });

  it("finds a card where it was dragged to, and its links there", () => {
    const dragged = sceneOf(view);
    moveCard(dragged, 2, 9_000, 9_000);
    expect(pick(dragged, 9_010, 9_010, { growable: false, reach: 0 })).toMatchObject({ card: 2 });
    expect(linksWithin(dragged, { x: 8_900, y: 8_900, width: 50, height: 200 })).toEqual([1]);
  });
});

it("counts what a rectangle shows as it lists it", () => {
  fc.assert(
    fc.property(anyGraph, fc.nat(1_500), fc.nat(1_500), fc.nat(900), (graph, x, y, side) => {
      const scene = sceneOf(toView(graph, "field"));
      const rect = { x, y, width: side, height: side };
      const links = linksWithin(scene, rect);
      const cards = scene.grid.within(rect).length;
      const { linkStart } = scene.view;
      const edges = links.reduce((sum, link) => sum + linkStart[link + 1]! - linkStart[link]!, 0);
      expect([countLines(scene, rect, false), countLines(scene, rect, true)]).toEqual([links.length, edges]);
      expect(hasMoreCards(scene, rect, cards)).toBe(false);
      if (cards > 0) expect(hasMoreCards(scene, rect, cards - 1)).toBe(true);
    }),
  );
});

describe("step", () => {
  const view = toView(wide, "field");
  const scene = sceneOf(view);
  const port = (id: string) => findPort(view, `ns/D.${id}`)!;

  it("walks along edges, from row to row and from header to header", () => {
    expect(step(scene, port("A/c19"), "downstream")).toBe(port("B/x"));
    expect(step(scene, port("B/x"), "upstream")).toBe(port("A/c19"));
    expect(step(scene, view.cards[1]!.firstPort, "downstream")).toBe(view.cards[2]!.firstPort);
    expect(step(scene, port("C/x"), "downstream")).toBeNull();
    expect(edgesAt(scene, port("B/x"), "downstream")).toHaveLength(2);
  });

  it("goes up and down the rows that can be seen", () => {
    expect(step(scene, port("C/x"), "below")).toBe(port("C/y"));
    expect(step(scene, port("C/x"), "above")).toBe(view.cards[2]!.firstPort);
    expect(step(scene, null, "below")).toBe(0);
  });
});

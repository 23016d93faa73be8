import { expect, it } from "vitest";
import { graphOf } from "./arbitrary-graphs";
import { renderSvg } from "./export-svg";
import { layoutInput, measure } from "./geometry";
import { portsOf, trace } from "./highlight";
import { layOut } from "./layout";
import type { Look } from "./look";
import { DARK } from "./palette";
import { buildScene } from "./scene";
import { TextFitter } from "./text";
import { toView } from "./to-view";

const view = toView(graphOf("D.A&B.x -> D.C.y", "D.A&B.k -> D.C.* JOIN", "D.E.x -> D.E.y"), "field");
const geometry = measure(view, new Map());
const scene = buildScene(view, geometry, layOut(layoutInput(view, geometry, true)));
const look: Look = {
  palette: DARK,
  fitter: new TextFitter((text) => text.length * 7),
  clusters: true,
  prefixes: new Map(),
  lit: null,
  selected: new Set(),
  hoverPort: null,
  hoverEdge: null,
  grown: new Set(),
  growable: true,
};

function parse(text: string): Document {
  return new DOMParser().parseFromString(text, "image/svg+xml");
}

it("draws every table, column and edge, with names as text", () => {
  const svg = parse(renderSvg(scene, look, 'A "title" & more'));
  expect(svg.querySelector("parsererror")).toBeNull();
  expect(svg.querySelector("title")?.textContent).toBe('A "title" & more');
  const texts = [...svg.querySelectorAll("text")].map((text) => text.textContent);
  expect(texts).toEqual(expect.arrayContaining(["A&B", "C", "E", "x", "y", "k"]));
  expect(svg.querySelectorAll("path[stroke-width='1.35']")).toHaveLength(3);
  expect(svg.querySelectorAll("path[stroke-dasharray]")).toHaveLength(1);
});

it("dims what is not lit", () => {
  const lit = trace(view, portsOf(view, view.cards[0]!.firstPort));
  const svg = parse(renderSvg(scene, { ...look, lit }, "t"));
  const dimmed = [...svg.querySelectorAll("g[opacity]")].filter(
    (g) => Number(g.getAttribute("opacity")) < 0.4,
  );
  expect(dimmed).toHaveLength(2);
});

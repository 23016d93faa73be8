/** Crossings of our layout and of ELK's, on warehouses small enough for ELK; and how long both took. */

import ELK, { type ElkExtendedEdge, type ElkNode } from "elkjs/lib/elk.bundled.js";
import { layoutInput, measure } from "../src/lineage/graph/geometry";
import { type LayoutInput, layOut } from "../src/lineage/graph/layout";
import { toGraph } from "../src/lineage/graph/read";
import { toView } from "../src/lineage/graph/to-view";
import { generateColumns } from "./generate";

export interface Compared {
  readonly tables: number;
  readonly links: number;
  readonly ours: number;
  readonly elks: number;
  readonly ourMs: number;
  readonly elkMs: number;
}

/** A line through points x, y, x, y … */
type Line = readonly number[];

/** Lay out the tables of an invented warehouse both ways; links leave and enter at the same heights in both. */
export async function compare(tables: number, seed: number): Promise<Compared> {
  const view = toView(toGraph(generateColumns(tables, tables * 20, seed)), "field");
  const input = layoutInput(view, measure(view, new Map()));
  let begun = performance.now();
  const ours = crossings(ourLines(input));
  const ourMs = performance.now() - begun;
  begun = performance.now();
  const elks = crossings(await elkLines(input));
  return {
    tables,
    links: input.from.length,
    ours,
    elks,
    ourMs,
    elkMs: performance.now() - begun,
  };
}

function ourLines(input: LayoutInput): Line[] {
  const { x, y, bends, bendStart } = layOut(input);
  return Array.from(input.from, (from, link) => [
    x[from]! + input.width[from]!,
    y[from]! + input.fromY[link]!,
    ...bends.subarray(bendStart[link]!, bendStart[link + 1]!),
    x[input.to[link]!]!,
    y[input.to[link]!]! + input.toY[link]!,
  ]);
}

async function elkLines(input: LayoutInput): Promise<Line[]> {
  const children: ElkNode[] = Array.from(input.width, (width, node) => ({
    id: `n${node}`,
    width,
    height: input.height[node]!,
    ports: [],
    layoutOptions: { "elk.portConstraints": "FIXED_POS" },
  }));
  const edges: ElkExtendedEdge[] = Array.from(input.from, (from, link) => {
    const to = input.to[link]!;
    children[from]!.ports!.push({ id: `o${link}`, x: input.width[from]!, y: input.fromY[link]! });
    children[to]!.ports!.push({ id: `i${link}`, x: 0, y: input.toY[link]! });
    return { id: `e${link}`, sources: [`o${link}`], targets: [`i${link}`] };
  });
  const layoutOptions = {
    "elk.algorithm": "layered",
    "elk.direction": "RIGHT",
    "elk.edgeRouting": "POLYLINE",
  };
  const laidOut = await new ELK().layout({ id: "root", layoutOptions, children, edges });
  return (laidOut.edges ?? []).map(({ sections }) =>
    (sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }) =>
      [startPoint, ...bendPoints, endPoint].flatMap(({ x, y }) => [x, y]),
    ),
  );
}

/** How many pairs of lines cross, however often; lines that meet at their ends do not. */
function crossings(lines: readonly Line[]): number {
  let count = 0;
  for (let a = 0; a < lines.length; a++) {
    for (let b = a + 1; b < lines.length; b++) if (cross(lines[a]!, lines[b]!)) count++;
  }
  return count;
}

function cross(a: Line, b: Line): boolean {
  for (let i = 0; i + 3 < a.length; i += 2) {
    for (let k = 0; k + 3 < b.length; k += 2) {
      const [p, q] = [a.slice(i, i + 4), b.slice(k, k + 4)];
      const apart =
        Math.max(p[0]!, p[2]!) < Math.min(q[0]!, q[2]!) || Math.max(q[0]!, q[2]!) < Math.min(p[0]!, p[2]!);
      if (!apart && side(p, q[0]!, q[1]!) * side(p, q[2]!, q[3]!) < 0) {
        if (side(q, p[0]!, p[1]!) * side(q, p[2]!, p[3]!) < 0) return true;
      }
    }
  }
  return false;
}

/** On which side of a segment a point lies: -1, 0 or 1. */
function side([ax, ay, bx, by]: readonly number[], x: number, y: number): number {
  return Math.sign((bx! - ax!) * (y - ay!) - (by! - ay!) * (x - ax!));
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupBy } from "./adjacency";
import { anyGraph, graphOf } from "./arbitrary-graphs";
import { layoutInput, measure } from "./geometry";
import { breakCycles } from "./layers";
import { type Layout, type LayoutInput, layOut } from "./layout";
import { keyOf } from "./layout-cache";
import { countCrossings, orderLayers } from "./order";
import { toView } from "./to-view";

/** Any table graph, also with links both ways, loops and islands. */
const anyInput: fc.Arbitrary<LayoutInput> = fc.integer({ min: 1, max: 30 }).chain((count) =>
  fc
    .record({
      height: fc.array(fc.integer({ min: 46, max: 600 }), { minLength: count, maxLength: count }),
      pairs: fc.uniqueArray(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), {
        maxLength: 60,
        selector: String,
      }),
      grouped: fc.boolean(),
    })
    .map(({ height, pairs, grouped }) => ({
      width: new Float32Array(count).fill(256),
      height: Float32Array.from(height),
      from: Uint32Array.from(pairs, ([a]) => a),
      to: Uint32Array.from(pairs, ([, b]) => b),
      fromY: new Float32Array(pairs.length).fill(40),
      toY: new Float32Array(pairs.length).fill(20),
      weight: new Float32Array(pairs.length).fill(1),
      ...(grouped && { group: Int32Array.from(height, (_, v) => v % 3) }),
    })),
);

function overlaps(input: LayoutInput, { x, y }: Layout): string[] {
  const found: string[] = [];
  for (let a = 0; a < x.length; a++) {
    for (let b = a + 1; b < x.length; b++) {
      const apart =
        x[a]! + input.width[a]! <= x[b]! ||
        x[b]! + input.width[b]! <= x[a]! ||
        y[a]! + input.height[a]! <= y[b]! ||
        y[b]! + input.height[b]! <= y[a]!;
      if (!apart) found.push(`${a} and ${b}`);
    }
  }
  return found;
}

describe("layOut", () => {
  it("lets no two cards overlap", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        expect(overlaps(input, layOut(input))).toEqual([]);
      }),
    );
  });

  it("puts every link's source in an earlier layer than its target, except those that close cycles", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { layer, x } = layOut(input);
        for (let i = 0; i < input.from.length; i++) {
          const [a, b] = [input.from[i]!, input.to[i]!];
          if (a === b || reaches(input, b, a)) continue;
          expect(layer[a]).toBeLessThan(layer[b]!);
          expect(x[a]).toBeLessThan(x[b]!);
        }
      }),
    );
  });

  it("gives the same picture for the same input", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        expect(layOut(structuredClone(input))).toEqual(layOut(input));
      }),
    );
  });

  it("leads the bends of a link from its source to its target", () => {
    const input = inputOf("D.A.x -> D.B.x", "D.B.x -> D.C.x", "D.C.x -> D.D.x", "D.A.x -> D.D.x");
    const { bends, bendStart, x } = layOut(input);
    const long = [...input.from.keys()].find((i) => bendStart[i + 1]! > bendStart[i]!)!;
    expect([input.from[long], input.to[long]]).toEqual([0, 3]);
    const xs = [...bends.slice(bendStart[long], bendStart[long + 1])].filter((_, i) => i % 2 === 0);
    expect(xs).toEqual([x[1], x[1]! + 256, x[2], x[2]! + 256]);
  });

  it("keeps a database's cards together where they are grouped", () => {
    const input = {
      ...inputOf(
        "S.R.x -> A.T1.x",
        "S.R.x -> B.T2.x",
        "S.R.x -> A.T3.x",
        "S.R.x -> B.T4.x",
        "S.R.x -> A.T5.x",
      ),
    };
    // Cards in order of their names: A.T1, A.T3, A.T5, B.T2, B.T4, S.R
    const { y } = layOut({ ...input, group: Int32Array.from([0, 1, 0, 1, 0, 2]) });
    const groups = [0, 1, 2, 3, 4].sort((a, b) => y[a]! - y[b]!).map((v) => v % 2);
    expect(groups.join("")).toMatch(/^0+1+$|^1+0+$/);
  });

  it("folds a layer that would be too tall, and still lets nothing overlap", () => {
    const count = 121;
    const hub: LayoutInput = {
      width: new Float32Array(count).fill(256),
      height: new Float32Array(count).fill(300),
      from: new Uint32Array(count - 1),
      to: Uint32Array.from({ length: count - 1 }, (_, i) => i + 1),
      fromY: new Float32Array(count - 1).fill(40),
      toY: new Float32Array(count - 1).fill(40),
      weight: new Float32Array(count - 1).fill(1),
    };
    const layout = layOut(hub);
    expect(layout.height).toBeLessThan(15_000);
    expect(new Set(layout.x).size).toBeGreaterThan(3);
    expect(overlaps(hub, layout)).toEqual([]);
  });

  it("stacks cards without links in a block of their own", () => {
    const input = inputOf("D.A.x", "D.B.x", "D.C.x -> D.D.x");
    const { x, y } = layOut(input);
    expect(y[0]).toBeGreaterThan(Math.max(y[2]!, y[3]!));
    expect([x[0], y[0]]).not.toEqual([x[1], y[1]]);
  });

  it("reports that it ends", () => {
    const shares: number[] = [];
    layOut(inputOf("D.A.x -> D.B.x"), (share) => shares.push(share));
    expect(shares.at(-1)).toBe(1);
  });
});

describe("breakCycles", () => {
  it("turns links round only in graphs that have a cycle, and leaves none", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const count = input.width.length;
        const acyclic = breakCycles(count, input);
        const turned = acyclic.reversed.filter(Boolean).length;
        if (!hasCycle(count, input)) expect(turned).toBe(0);
        expect(hasCycle(count, acyclic)).toBe(false);
      }),
    );
  });
});

it("turns the lighter side of a cycle round", () => {
  const input = inputOf("D.A.x -> D.B.x", "D.A.y -> D.B.y", "D.A.z -> D.B.z", "D.B.w -> D.A.w");
  expect([...layOut(input).layer]).toEqual([0, 1]);
  const other = inputOf("D.B.x -> D.A.x", "D.B.y -> D.A.y", "D.B.z -> D.A.z", "D.A.w -> D.B.w");
  expect([...layOut(other).layer]).toEqual([1, 0]);
});

describe("orderLayers", () => {
  it("never leaves more crossings than the order it began with, and untangles what can be untangled", () => {
    // Two layers of four, linked in reverse: drawn as given, every pair crosses.
    const n = 4;
    const graph = {
      count: 2 * n,
      from: Uint32Array.from([0, 1, 2, 3]),
      to: Uint32Array.from([7, 6, 5, 4]),
      fromAt: new Float32Array(n),
      toAt: new Float32Array(n),
      layer: Uint32Array.from([0, 0, 0, 0, 1, 1, 1, 1]),
      layers: 2,
    };
    const crossings = (rows: readonly Uint32Array[]) => {
      const place = new Float64Array(2 * n);
      for (const row of rows) for (let i = 0; i < row.length; i++) place[row[i]!] = i;
      return countCrossings(graph, rows, place, groupBy(graph.from, graph.count));
    };
    const asGiven = [Uint32Array.from([0, 1, 2, 3]), Uint32Array.from([4, 5, 6, 7])];
    expect(crossings(asGiven)).toBe(6);
    expect(crossings(orderLayers(graph))).toBe(0);
  });
});

describe("keyOf", () => {
  it("is one for equal inputs and another for different ones", () => {
    const input = inputOf("D.A.x -> D.B.x", "D.B.x -> D.C.x");
    expect(keyOf(structuredClone(input))).toBe(keyOf(input));
    const taller = { ...input, height: input.height.map((height, i) => height + (i === 1 ? 24 : 0)) };
    expect(keyOf(taller)).not.toBe(keyOf(input));
    expect(keyOf({ ...input, group: Int32Array.from([0, 1, 1]) })).not.toBe(keyOf(input));
  });
});

it("lays out any graph of the API", () => {
  fc.assert(
    fc.property(anyGraph, (graph) => {
      const view = toView(graph, "field");
      const input = layoutInput(view, measure(view, new Map()));
      expect(overlaps(input, layOut(input))).toEqual([]);
    }),
  );
});

function inputOf(...lines: string[]): LayoutInput {
  const view = toView(graphOf(...lines), "field");
  return layoutInput(view, measure(view, new Map()));
}

type Ends = Pick<LayoutInput, "from" | "to">;

function reaches(links: Ends, from: number, to: number): boolean {
  const seen = new Set([from]);
  const stack = [from];
  while (stack.length > 0) {
    const v = stack.pop()!;
    if (v === to) return true;
    for (let i = 0; i < links.from.length; i++) {
      if (links.from[i] === v && !seen.has(links.to[i]!)) {
        seen.add(links.to[i]!);
        stack.push(links.to[i]!);
      }
    }
  }
  return false;
}

function hasCycle(count: number, links: Ends): boolean {
  for (let v = 0; v < count; v++) {
    for (let i = 0; i < links.from.length; i++) {
      if (links.from[i] === v && links.to[i] !== v && reaches(links, links.to[i]!, v)) return true;
    }
  }
  return false;
}

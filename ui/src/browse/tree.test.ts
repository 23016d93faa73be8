import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Branch, type Leaf, layOut, typeAhead } from "./tree";

function leaf(key: string): Leaf {
  return { key, kind: "dataset", label: key, type: "TABLE", note: null, href: null, expandable: true };
}

/** A branch of loaded children, some of them open. */
function branch(key: string, total: number | null, open: [number, Branch][] = []): Branch {
  return {
    key,
    noun: "tables",
    total,
    error: null,
    child: (index) => leaf(`${key}.${index}`),
    open: open.map(([index, it]) => ({ index, branch: it })),
  };
}

/** Small random trees; each open branch is named by its way from the root. */
const trees = fc.letrec<{ tree: { total: number; open: Map<number, unknown> } }>((tie) => ({
  tree: fc.record({
    total: fc.nat(5),
    open: fc
      .array(
        fc.tuple(
          fc.nat(4),
          fc.oneof({ maxDepth: 3 }, fc.constant({ total: 2, open: new Map() }), tie("tree")),
        ),
      )
      .map((pairs) => new Map(pairs)),
  }),
})).tree;

function build(shape: { total: number; open: Map<number, unknown> }, key = "r"): Branch {
  const open = [...shape.open]
    .filter(([index]) => index < shape.total)
    .sort(([a], [b]) => a - b)
    .map(([index, child]): [number, Branch] => [index, build(child as typeof shape, `${key}.${index}`)]);
  return branch(key, shape.total, open);
}

/** The rows as a plain walk makes them. */
function walk(it: Branch): string[] {
  if (!it.total) return [`${it.key}#empty`];
  return Array.from({ length: it.total }, (_, index) => index).flatMap((index) => {
    const open = it.open.find((child) => child.index === index);
    return [`${it.key}.${index}`, ...(open ? walk(open.branch) : [])];
  });
}

describe("layOut", () => {
  it("gives the rows that a plain walk of the tree gives", () => {
    fc.assert(
      fc.property(trees, (shape) => {
        const root = build(shape);
        const rows = layOut(root);
        const keys = Array.from({ length: rows.length }, (_, row) => rows.at(row)!.key);
        expect(keys).toEqual(walk(root));
        expect(rows.at(rows.length)).toBeUndefined();
      }),
    );
  });

  it("hangs each row on the row of its branch", () => {
    const rows = layOut(branch("r", 3, [[1, branch("r.1", 2)]]));
    expect([0, 1, 2, 3, 4].map((row) => rows.at(row)!.parent)).toEqual([null, null, 1, 1, null]);
    expect([0, 1, 2, 3, 4].map((row) => rows.at(row)!.level)).toEqual([1, 1, 2, 2, 1]);
    expect(rows.at(1)!.isOpen).toBe(true);
  });

  it("finds any of a hundred thousand rows that are not loaded", () => {
    const rows = layOut({ ...branch("r", 100_000), child: () => undefined });
    expect(rows.length).toBe(100_000);
    expect(rows.at(99_999)!.key).toBe("r#99999");
  });

  it("says why a branch has no rows", () => {
    expect(layOut(branch("r", null)).at(0)!.instead).toBe("loading");
    expect(layOut(branch("r", 0)).at(0)!.instead).toBe("empty");
    expect(layOut({ ...branch("r", null), error: new Error("no") }).at(0)!.instead).toBe("error");
  });
});

describe("typeAhead", () => {
  const names = ["alpha", "beta", "bravo", "gamma"];
  const rows = layOut({ ...branch("r", names.length), child: (index) => leaf(names[index]!) });

  it("moves on with one letter, and goes round", () => {
    expect(typeAhead(rows, 0, "b")).toBe(1);
    expect(typeAhead(rows, 1, "b")).toBe(2);
    expect(typeAhead(rows, 2, "b")).toBe(1);
  });

  it("refines with more letters", () => {
    expect(typeAhead(rows, 1, "br")).toBe(2);
    expect(typeAhead(rows, 1, "x")).toBeNull();
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULTS, type LineageState, parseState, renderQuery } from "./url-state";

const text = fc.string({ minLength: 1, unit: "grapheme" });

const state: fc.Arbitrary<LineageState> = fc.record({
  asset: fc.oneof(
    fc.constant(null),
    text.map((id) => ({ kind: "asset" as const, id: `0123456789abcdef/${id}` })),
    text.map((name) => ({ kind: "database" as const, name })),
  ),
  granularity: fc.constantFrom("field", "dataset", "database"),
  direction: fc.constantFrom("both", "upstream", "downstream"),
  depth: fc.integer({ min: 1, max: 20 }),
  indirect: fc.boolean(),
  hideTemporary: fc.boolean(),
  onlyPath: fc.boolean(),
  clusters: fc.boolean(),
  view: fc.constantFrom("graph", "table"),
  withoutDatabases: fc.array(text),
  withoutTypes: fc.array(text),
  selected: fc.array(text, { maxLength: 2 }),
  edge: fc.option(text),
  grown: fc.array(fc.tuple(fc.constantFrom("upstream", "downstream"), text).map((parts) => parts.join(" "))),
  asOf: fc.option(fc.constant("2026-01-31T12:00:00Z")),
});

function pathOf({ asset }: LineageState): string {
  if (asset === null) return "";
  return asset.kind === "database" ? `database/${asset.name}` : asset.id;
}

describe("the address", () => {
  it("gives every state back, also after it was text", () => {
    fc.assert(
      fc.property(state, (given) => {
        const link = renderQuery(given).toString();
        expect(parseState(pathOf(given), new URLSearchParams(link))).toEqual(given);
      }),
    );
  });

  it("says nothing of what is as usual", () => {
    expect(renderQuery(DEFAULTS).toString()).toBe("");
  });

  it("reads nonsense as not said", () => {
    const query = new URLSearchParams("depth=99&direction=sideways&granularity=&more=up%20x&view=list");
    expect(parseState("", query)).toEqual({ ...DEFAULTS, depth: 20 });
    expect(parseState("", new URLSearchParams("depth=many")).depth).toBe(DEFAULTS.depth);
  });
});

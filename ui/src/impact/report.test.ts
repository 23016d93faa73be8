import { describe, expect, it } from "vitest";
import type { ImpactedField } from "../api/types";
import { byDepth, narrow, toCsv, totals } from "./report";

function row(name: string, depth: number, viaIndirectOnly = false): ImpactedField {
  const [database, table, field] = name.split(".") as [string, string, string];
  const impactType = viaIndirectOnly ? "FILTER" : "IDENTITY";
  return { id: name, name, database, table, field, sourceType: "TABLE", depth, impactType, viaIndirectOnly };
}

const rows = [row("M.B.Y", 2), row("M.A.X", 1), row("S.C.Z", 3, true), row("M.A.W", 1)];

describe("an impact report", () => {
  it("groups by distance, nearest first, names in order", () => {
    expect(byDepth(rows).map((it) => [it.depth, it.rows.map((field) => field.name)])).toEqual([
      [1, ["M.A.W", "M.A.X"]],
      [2, ["M.B.Y"]],
      [3, ["S.C.Z"]],
    ]);
  });

  it("counts columns, tables, databases and the way", () => {
    expect(totals(rows)).toEqual({ fields: 4, critical: 2, tables: 3, databases: 2, deepest: 3 });
  });

  it("narrows by text, database and kind", () => {
    const none = { q: "", database: "", how: "" };
    expect(narrow(rows, none)).toHaveLength(4);
    expect(narrow(rows, { ...none, q: " m.a " }).map((it) => it.name)).toEqual(["M.A.X", "M.A.W"]);
    expect(narrow(rows, { ...none, database: "S" })).toHaveLength(1);
    expect(narrow(rows, { ...none, how: "indirect" }).map((it) => it.name)).toEqual(["S.C.Z"]);
  });

  it("writes both ends of a row into CSV", () => {
    expect(toCsv([rows[2]!])).toContain("\r\n3,S,C,Z,TABLE,FILTER,false,S.C.Z\r\n");
  });
});

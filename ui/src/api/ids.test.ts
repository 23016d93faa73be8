import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { datasetIdOf, fieldId, parseAsset, readable } from "./ids";

const name = fc.string({
  minLength: 1,
  unit: fc.constantFrom("a", "B", ".", "/", '"', ">", " ", "_", "é", "9"),
});

describe("parseAsset", () => {
  it("reads back what was written", () => {
    fc.assert(
      fc.property(
        fc.option(fc.constant("0123456789abcdef")),
        name,
        name,
        name,
        (namespaceId, database, table, field) => {
          const asset = { namespaceId, database, table, field };
          expect(parseAsset(fieldId(datasetIdOf(asset), field))).toEqual(asset);
          expect(parseAsset(datasetIdOf(asset))).toEqual({ ...asset, field: null });
        },
      ),
    );
  });

  it.each(["", "db", "db.", "db.t/", "db.t/f/g", 'db."t', "a.b.c"])("refuses %j", (text) => {
    expect(parseAsset(text)).toBeNull();
  });
});

it.each([
  ["0123456789abcdef/DW.T/c", "DW.T.c"],
  ["DW.T", "DW.T"],
  ['""."file:a.dat"/x', "file:a.dat.x"],
  ["DW.T/*", "DW.T"],
  ["no id", "no id"],
])("reads %s as %s", (id, text) => expect(readable(id)).toBe(text));

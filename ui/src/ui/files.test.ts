import { expect, it } from "vitest";
import { csv } from "./files";

it("quotes what needs it and defuses formulas", () => {
  const text = csv(
    ["a", "b"],
    [
      ['say "hi", twice', "=1+1"],
      [null, 3],
    ],
  );
  expect(text).toBe('\uFEFFa,b\r\n"say ""hi"", twice",\'=1+1\r\n,3\r\n');
});

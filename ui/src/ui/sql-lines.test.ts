import fc from "fast-check";
import { expect, it } from "vitest";
import { around, inUnits, linesOf, plainTokens } from "./sql-lines";

it("marks exactly the stretch, over lines and beyond the basic plane", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "\n", "🙂", "é", " ") });
  fc.assert(
    fc.property(text, fc.nat(20), fc.nat(20), (sql, a, b) => {
      const length = Array.from(sql).length;
      const [start, end] = [Math.min(a, b, length), Math.min(Math.max(a, b), length)];
      const lines = linesOf(plainTokens(sql), inUnits(sql, { start, end }));
      const marked = lines.flatMap((line) =>
        line.pieces.filter((piece) => piece.marked).map((piece) => piece.text),
      );
      expect(marked.join("")).toBe(Array.from(sql).slice(start, end).join("").replaceAll("\n", ""));
      expect(lines.map((line) => line.pieces.map((piece) => piece.text).join("")).join("\n")).toBe(sql);
    }),
  );
});

it("shows what is around the mark", () => {
  const sql = Array.from({ length: 100 }, (_, line) => `line ${line}`).join("\n");
  const start = sql.indexOf("line 50");
  const lines = around(linesOf(plainTokens(sql), { start, end: start + 7 }), 3);
  expect(lines.map((line) => line.number)).toEqual([48, 49, 50, 51, 52, 53, 54]);
});

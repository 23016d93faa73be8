import { describe, expect, it } from "vitest";
import { bytes, count, counted, duration, percent } from "./format";

describe("format", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1400, "1.4 kB"],
    [123_456_789, "123 MB"],
    [null, "–"],
  ])("writes %s bytes as %s", (value, text) => expect(bytes(value)).toBe(text));

  it.each([
    [400, "1 s"],
    [59_000, "59 s"],
    [24 * 60_000, "24 min"],
    [3 * 3_600_000, "3 h"],
    [72 * 3_600_000, "3 d"],
  ])("writes %s ms as %s", (value, text) => expect(duration(value)).toBe(text));

  it("separates thousands and agrees with its noun", () => {
    expect(count(8214)).toBe("8,214");
    expect(counted(1, "table")).toBe("1 table");
    expect(counted(0, "query", "queries")).toBe("0 queries");
  });

  it("never says 100 % while something is missing", () => {
    expect(percent(99_999, 100_000)).toBe("99.9 %");
    expect(percent(3, 3)).toBe("100 %");
    expect(percent(0, 0)).toBe("–");
  });
});

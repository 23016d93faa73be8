/** Who may import whom: app > features > api, ui. Features do not know each other, and the graph's core knows no React. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = import.meta.dirname;
const shared = ["api", "ui"];
const allowed: Record<string, string[]> = {
  app: ["lineage", "browse", "impact", "search", "changes", "status", ...shared],
  lineage: shared,
  browse: shared,
  impact: shared,
  search: shared,
  changes: shared,
  status: shared,
  api: [],
  ui: [],
};

interface Import {
  file: string;
  target: string;
}

function imports(): Import[] {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  return files.flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8");
    const found = text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"|new URL\("([^"]+)"/g);
    return [...found].map((match) => ({ file, target: (match[1] ?? match[2])! }));
  });
}

/** The folder of src that a relative import leads to; null for packages. */
function folderOf({ file, target }: Import): string | null {
  if (!target.startsWith(".")) return null;
  return relative(root, resolve(root, dirname(file), target)).split("/")[0]!;
}

const isTest = (file: string) => /\.test\.tsx?$/.test(file);

describe("layers", () => {
  const all = imports();

  it("knows every folder", () => {
    const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map((entry) => entry.name).sort()).toEqual(Object.keys(allowed).sort());
  });

  it("lets arrows point inwards only", () => {
    const wrong = all.filter((it) => {
      const from = it.file.split("/")[0]!;
      const to = folderOf(it);
      if (to === "fake-server") return !isTest(it.file);
      return from in allowed && to !== null && to !== from && !allowed[from]!.includes(to);
    });
    expect(wrong).toEqual([]);
  });

  it("keeps React out of the graph's core", () => {
    const wrong = all.filter(
      (it) =>
        it.file.startsWith("lineage/graph/") &&
        !isTest(it.file) &&
        /^react|^@tanstack\/react/.test(it.target),
    );
    expect(wrong).toEqual([]);
  });
});

describe("package-lock.json", () => {
  it("holds no address", () => {
    expect(readFileSync(join(root, "../package-lock.json"), "utf8")).not.toMatch(/:\/\//);
  });
});

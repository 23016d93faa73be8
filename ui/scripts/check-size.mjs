// Fails the build when the first load grows past its budget: the entry script and all it imports statically.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 250;
const web = join(import.meta.dirname, "../../src/teralineage/web");
const html = readFileSync(join(web, "index.html"), "utf8");
const scripts = [...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map((match) => match[1]);
const bytes = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(join(web, name))).length, 0);
const kb = Math.ceil(bytes / 1024);
if (scripts.length === 0 || kb > BUDGET_KB) {
  console.error(
    `First load: ${kb} KB gzip of JavaScript in ${scripts.length} files; the budget is ${BUDGET_KB} KB.`,
  );
  process.exit(1);
}
console.log(`First load: ${kb} KB gzip of JavaScript (budget ${BUDGET_KB} KB).`);

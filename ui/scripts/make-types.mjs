// Writes src/api/types.gen.ts from the server's own OpenAPI document; with --check it only says whether that is needed.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";

const root = join(import.meta.dirname, "../..");
const python = process.env.PYTHON ?? join(root, ".venv/bin/python");
const document = execFileSync(python, ["-m", "teralineage.api.openapi"], {
  cwd: root,
  encoding: "utf8",
  env: { ...process.env, PYTHONPATH: join(root, "src") },
});
const types = astToString(await openapiTS(JSON.parse(document)));
const file = join(import.meta.dirname, "../src/api/types.gen.ts");
const text = `// Made by \`npm run types\` from /openapi.json.\n${types}`;
if (!process.argv.includes("--check")) writeFileSync(file, text);
else if (readFileSync(file, "utf8") !== text) {
  console.error("src/api/types.gen.ts is not what the server describes: run `npm run types`.");
  process.exit(1);
}

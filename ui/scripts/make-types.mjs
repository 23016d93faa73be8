// Writes src/api/types.gen.ts from the server's own OpenAPI document.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
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
writeFileSync(
  join(import.meta.dirname, "../src/api/types.gen.ts"),
  `// Made by \`npm run types\` from /openapi.json.\n${types}`,
);

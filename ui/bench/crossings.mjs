/**
 * How many links cross in our layout, and in ELK's, as a table in Markdown.
 *
 *     npm run bench:crossings
 */

import { createServer } from "vite";

const SIZES = [20, 40, 80, 150];
const SEEDS = [7, 8, 9];

const server = await createServer({
  configFile: false,
  root: import.meta.dirname,
  logLevel: "error",
  server: { middlewareMode: true, hmr: false, ws: false },
  appType: "custom",
});
try {
  const { compare } = await server.ssrLoadModule("/crossings.ts");
  console.log("| tables | links | crossings, ours | crossings, ELK | ratio | ours, ms | ELK, ms |");
  console.log("|---:|---:|---:|---:|---:|---:|---:|");
  for (const tables of SIZES) {
    for (const seed of SEEDS) {
      const it = await compare(tables, seed);
      const ratio = (it.ours / Math.max(1, it.elks)).toFixed(2);
      const [ours, elk] = [it.ourMs, it.elkMs].map((ms) => ms.toFixed(0));
      console.log(`| ${tables} | ${it.links} | ${it.ours} | ${it.elks} | ${ratio} | ${ours} | ${elk} |`);
    }
  }
} finally {
  await server.close();
}

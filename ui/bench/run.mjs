/**
 * Draws invented warehouses in a real headless browser and prints what it took, as a table in Markdown.
 *
 *     npm run bench
 */

import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { chromium } from "@playwright/test";
import { build } from "vite";

const SIZES = [
  { tables: 1_000, edges: 20_000 },
  { tables: 5_000, edges: 100_000 },
];
const ZOOMS = [null, 0.2, 0.45, 0.8];
const OUT = join(import.meta.dirname, "../test-results/bench");
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

await build({ configFile: join(import.meta.dirname, "vite.config.ts"), logLevel: "error" });
const server = createServer((request, response) => {
  const file = join(OUT, normalize(new URL(request.url, "http://x").pathname));
  response.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream");
  createReadStream(file)
    .on("error", () => response.writeHead(404).end())
    .pipe(response);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = `http://127.0.0.1:${server.address().port}/index.html`;
const browser = await chromium.launch({
  executablePath: existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : undefined,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
});
try {
  const columns = [];
  for (const size of SIZES) columns.push(await measureSize(size));
  const title = SIZES.map(({ tables, edges }) => `${tables} tables × ${edges} edges`);
  console.log(`| | ${title.join(" | ")} |\n|---|${"---:|".repeat(SIZES.length)}`);
  for (const name of columns[0].keys()) {
    console.log(`| ${name} | ${columns.map((column) => column.get(name)).join(" | ")} |`);
  }
} finally {
  await browser.close();
  server.close();
}

/** What one size took, by name, in the order it is told. */
async function measureSize({ tables, edges }) {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  page.on("pageerror", (error) => console.error(error));
  await page.goto(address);
  await page.waitForFunction("window.bench");
  const ask = (call) => page.evaluate(`bench.${call}`);
  const rows = new Map();
  const tell = (name, ms) => rows.set(`${name}, ms`, ms.toFixed(ms < 10 ? 1 : 0));
  const tellFrames = (name, { median, p95, worst }) =>
    rows.set(
      `${name}: median / p95 / worst, ms`,
      [median, p95, worst].map((ms) => ms.toFixed(1)).join(" / "),
    );

  const bytes = await ask(`generate(${tables}, ${edges})`);
  rows.set("the server's answer, MB", (bytes / 1e6).toFixed(1));
  const before = await usedHeap(page);
  await ask("watchBlocks()");
  tell("reading the answer in the worker, there and back", await ask("read()"));
  await ask("steps()");
  const steps = await ask("steps()");
  tell("measuring cards", steps.measure);
  tell("layout in the worker, there and back", steps.layout);
  tell("first picture, from the graph and its layout in hand", await ask("firstPicture()"));
  await ask("fit()");
  // The answer's bytes, which were there before, are handed to the worker.
  rows.set("heap of graph and picture, MB", (((await usedHeap(page)) - before + bytes) / 1e6).toFixed(1));
  const renderer = await browser.newBrowserCDPSession();
  const cpuSeconds = async () => {
    const { processInfo } = await renderer.send("SystemInfo.getProcessInfo");
    return processInfo
      .filter(({ type }) => type === "renderer")
      .reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  for (const zoom of ZOOMS) {
    const at = zoom === null ? "all in view" : `at zoom ${zoom}`;
    await ask("fit()");
    const spent = await cpuSeconds();
    const frames = await ask(`moving(${zoom})`);
    tellFrames(`moving, ${at}`, frames);
    tell(`processor time of a moving frame, ${at}`, ((await cpuSeconds()) - spent) * (1000 / frames.count));
    tellFrames(`coming to rest, ${at}`, await ask("settling()"));
  }
  await ask("fit()");
  tellFrames("nothing to draw", await ask("idle()"));
  const path = await ask("columnWithPath(5000)");
  const { shown, frames } = await ask(`highlight(${JSON.stringify(path.id)})`);
  rows.set("edges of the highlighted path", String(path.length));
  tell("highlight, to the frame that shows it", shown);
  tellFrames("highlight, frames of the change", frames);
  tell("longest block of the main thread, from the answer on", await ask("longestBlock()"));
  await renderer.detach();
  await page.close();
  return rows;
}

/** Bytes of objects, and of the arrays behind them. */
async function usedHeap(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize + (backingStorageSize ?? 0);
}

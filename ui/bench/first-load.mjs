/**
 * Opens the page of a running server in a fresh real browser, several times, and prints when it could be used.
 *
 *     npm run bench:first-load -- http://127.0.0.1:8080
 */

import { chromium } from "@playwright/test";
import { launchOptions } from "../scripts/browser.mjs";

const ROUNDS = 7;
const address = process.argv[2] ?? "http://127.0.0.1:8080";
const rounds = [];
for (let round = 0; round < ROUNDS; round++) {
  const browser = await chromium.launch(launchOptions());
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  await page.addInitScript(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => window.longTasks.push(...list.getEntries())).observe({
      type: "longtask",
    });
  });
  await page.goto(address);
  // The first row of the asset browser has come and nothing keeps the page busy any more.
  await page.getByRole("treeitem").first().waitFor();
  const listed = await page.evaluate(() => performance.now());
  await page.waitForTimeout(500);
  rounds.push(
    await page.evaluate((shown) => {
      const paint = performance.getEntriesByName("first-contentful-paint")[0].startTime;
      const tasks = window.longTasks.map(({ startTime, duration }) => [startTime + duration, duration]);
      const interactive = Math.max(shown, ...tasks.map(([end]) => end));
      return { paint, interactive, block: Math.max(0, ...tasks.map(([, duration]) => duration)) };
    }, listed),
  );
  await browser.close();
}
const spread = (name) => {
  const all = rounds.map((round) => round[name]).sort((a, b) => a - b);
  return [all[0], all[all.length >> 1], all.at(-1)].map((ms) => ms.toFixed(0)).join(" / ");
};
console.log("| first load: least / median / most of seven, ms | |\n|---|---:|");
console.log(`| first paint | ${spread("paint")} |`);
console.log(`| interactive: assets listed, nothing busy | ${spread("interactive")} |`);
console.log(`| longest task | ${spread("block")} |`);

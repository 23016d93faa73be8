/** What one does with the graph itself: grow it, fold it, leave parts out, find ways through it. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { answer, CUSTOMER_360, expect, find, graph, test } from "./journey";

const EMAIL = `${CUSTOMER_360}/EMAIL_ADDRESS`;

/** A point on the drawing whose tip is this text, sought from the left above in steps of a header's height. */
async function pointOf(page: Page, tip: string): Promise<{ x: number; y: number }> {
  await graph(page).waitFor();
  await page.waitForTimeout(300);
  const box = (await graph(page).boundingBox())!;
  for (let y = box.y + 30; y < box.y + box.height - 20; y += 18) {
    for (let x = box.x + 20; x < box.x + box.width - 60; x += 70) {
      await page.mouse.move(x, y);
      if ((await graph(page).getAttribute("title")) === tip) return { x, y };
    }
  }
  throw new Error(`Nothing on the drawing is called ${tip}.`);
}

/** From a point on a card, the nearest point that way whose tip is another text. */
async function towards(page: Page, from: { x: number; y: number }, dx: number, dy: number, tip: string) {
  for (let step = 0; step < 260; step += 1) {
    const at = { x: from.x + dx * step, y: from.y + dy * step };
    await page.mouse.move(at.x, at.y);
    if ((await graph(page).getAttribute("title")) === tip) return at;
  }
  throw new Error(`No ${tip} from there.`);
}

async function drawing(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Export" }).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /SVG/ }).click();
  return (await readFile(await (await saved).path())).toString();
}

/** Both ends of every edge, from the table of the same graph. */
async function edges(page: Page): Promise<string[]> {
  await page.getByRole("button", { name: "Table of edges" }).click();
  const grid = page.getByRole("grid", { name: "Edges" });
  await grid.getByRole("row").nth(1).waitFor();
  const rows = await grid.getByRole("row").allTextContents();
  await page.getByRole("button", { name: "Graph", exact: true }).click();
  return rows.slice(1);
}

test("the plus on a card's side loads its next hop, and takes it back", async ({ page }) => {
  await page.goto(`/lineage/${EMAIL}?depth=1&direction=upstream`);
  const header = await pointOf(page, "RETAIL_MART.D_CUSTOMER");
  let asked = answer(page, /\/lineage\/table\/.*D_CUSTOMER.*direction=upstream.*maxDepth=1/);
  // The button sits on the header's left edge, a little below its top.
  const rows = [0, -6, -12, 6, 12];
  let plus: { x: number; y: number } | null = null;
  for (const dy of rows) {
    plus ??= await towards(page, { x: header.x, y: header.y + dy }, -3, 0, "Next hop upstream").catch(
      () => null,
    );
  }
  await page.mouse.click(plus!.x, plus!.y);
  const { url } = await asked.then((response) => ({ url: response.url() }));
  expect(url).toContain("direction=upstream");
  await expect(page).toHaveURL(/more=upstream/);
  const grown = await drawing(page);
  expect(grown).toContain("RETAIL_CORE");
  asked = Promise.resolve(null as never);
  await page.goBack();
  await expect(page).not.toHaveURL(/more=/);
  expect(await drawing(page)).not.toContain("RETAIL_CORE");
});

test("a card folds and opens by the space bar", async ({ page }) => {
  await page.goto(`/lineage/${EMAIL}`);
  await find(page, "D_CUSTOMER", "RETAIL_MART");
  await graph(page).focus();
  const count = async () => (await drawing(page)).split(">EMAIL_ADDRESS<").length - 1;
  expect(await count()).toBe(3);
  await graph(page).focus();
  await page.keyboard.press("Space");
  await expect.poll(count).toBe(2);
  await graph(page).focus();
  await page.keyboard.press("Space");
  await expect.poll(count).toBe(3);
});

test("hidden temporary tables leave the way through them", async ({ page }) => {
  await page.goto(`/lineage/${CUSTOMER_360}?depth=4&direction=upstream`);
  const whole = await edges(page);
  const through = whole.some((row) => /VT_|GT_/.test(row));
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await page.getByRole("menuitemcheckbox", { name: /Hide temporary tables/ }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/temporary=0/);
  const bridged = await edges(page);
  expect(bridged.some((row) => /\.VT_|\.GT_/.test(row))).toBe(false);
  expect(bridged.length).toBeGreaterThan(0);
  expect(through).toBe(true);
});

test("only the path of what is selected stays", async ({ page }) => {
  await page.goto(`/lineage/${CUSTOMER_360}?depth=3&direction=upstream`);
  const whole = await edges(page);
  await find(page, "EMAIL_ADDRESS", "CUSTOMER_360");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await page.getByRole("menuitemcheckbox", { name: /Only the selection's path/ }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/only=path/);
  const path = await edges(page);
  expect(path.length).toBeLessThan(whole.length);
  expect(path.every((row) => row.includes("EMAIL_ADDRESS"))).toBe(true);
});

test("the shortest way between two columns", async ({ page }) => {
  await page.goto(`/lineage/${EMAIL}?depth=3`);
  await find(page, "EMAIL_ADDRESS", "RETAIL_CORE.CUSTOMER");
  await page.getByRole("button", { name: "Path to…" }).click();
  await find(page, "EMAIL_ADDRESS", "CUSTOMER_360");
  await expect(page.getByText("shortest path: 2 hops")).toBeVisible();
  await page.reload();
  await expect(page.getByText("shortest path: 2 hops")).toBeVisible();
});

test("databases and types can be left out, and come back", async ({ page }) => {
  await page.goto(`/lineage/${EMAIL}?depth=3`);
  await graph(page).waitFor();
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("menuitemcheckbox", { name: /RETAIL_CORE/ }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/-database=RETAIL_CORE/);
  expect(await drawing(page)).not.toContain("RETAIL_CORE");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("menuitem", { name: "Show everything" }).click();
  await expect(page).not.toHaveURL(/-database/);
  expect(await drawing(page)).toContain("RETAIL_CORE");
});

test("a graph of nothing but its root is a picture too", async ({ page }) => {
  await page.goto(`/lineage/${EMAIL}?direction=downstream`);
  await expect(graph(page)).toBeVisible();
  expect(await drawing(page)).toContain("CUSTOMER_360");
});

test("nothing jumps while pages load", async ({ page }) => {
  await page.addInitScript(() => {
    const shifts = { sum: 0 };
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
        sources: { node: Node | null }[];
      })[]) {
        // The list on the left opens what the page shows: that movement is meant.
        const meant = entry.sources.every(({ node }) => node?.parentElement?.closest("[role=tree]"));
        if (!entry.hadRecentInput && !meant) shifts.sum += entry.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  // Slow answers, so that every page is seen before its figures come.
  await page.route("**/api/**", async (route) => {
    await new Promise((later) => setTimeout(later, 250));
    await route.continue();
  });
  for (const path of [
    "/",
    `/lineage/${EMAIL}`,
    "/impact/RETAIL_SRC.SRC_STORE",
    "/search?q=customer",
    "/changes",
    "/coverage",
    "/status",
  ]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    const sum = await page.evaluate(() => (window as unknown as { shifts: { sum: number } }).shifts.sum);
    expect.soft(sum, path).toBeLessThan(0.02);
  }
});

test("the selected card stays in view when its details open beside it", async ({ page }) => {
  await page.goto(`/lineage/${EMAIL}?depth=1&direction=upstream`);
  const before = (await graph(page).boundingBox())!;
  const header = await pointOf(page, "RETAIL_MART.D_CUSTOMER");
  const right = before.x + before.width - 80;
  await page.mouse.move(header.x, before.y + before.height - 12);
  await page.mouse.down();
  await page.mouse.move(right, before.y + before.height - 12, { steps: 4 });
  await page.mouse.up();
  await page.mouse.click(right, header.y);
  await expect(page).toHaveURL(/select=/);
  await expect.poll(async () => (await graph(page).boundingBox())!.width).toBeLessThan(before.width - 200);
  const after = (await graph(page).boundingBox())!;
  await towards(page, { x: after.x + after.width - 20, y: header.y }, -4, 0, "RETAIL_MART.D_CUSTOMER");
});

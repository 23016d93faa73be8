import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { inflateSync } from "node:zlib";
import { answer, asset, CUSTOMER_360, expect, find, graph, test } from "./journey";
import { environment, python } from "./server";

const EMAIL = `${CUSTOMER_360}/EMAIL_ADDRESS`;
const run = promisify(execFile);

test("a column's graph, and walking it by keyboard", async ({ page }) => {
  await page.goto(`/lineage/${EMAIL}`);
  await expect(graph(page)).toBeVisible();
  await expect(page).toHaveTitle(/EMAIL_ADDRESS/);
  await find(page, "EMAIL_ADDRESS", "D_CUSTOMER");
  await expect(page).toHaveURL(/select=/);
  const before = page.url();
  await graph(page).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page).not.toHaveURL(before);
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/select=/);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("refreshing the graph asks past the cache, and the next answer is a hit", async ({ page }) => {
  await page.goto(`/lineage/${EMAIL}`);
  await graph(page).waitFor();
  const main = page.getByRole("main");
  const fresh = answer(page, /\/lineage\/.*refresh=true/);
  await page.getByRole("button", { name: "Refresh the lineage" }).click();
  expect((await fresh).headers()["x-cache"]).toBe("MISS");
  await expect(main.locator("[data-cache=MISS]")).toHaveText("fresh");
  const next = answer(page, /\/api\/.*\/lineage\//);
  await page.reload();
  expect((await next).url()).not.toContain("refresh");
  expect((await next).headers()["x-cache"]).toBe("HIT");
  await expect(main.locator("[data-cache=HIT]")).toHaveText(/^cached · expires in/);
});

test("the details of a column: columns, statistics, definition", async ({ page }) => {
  await page.goto(`/lineage/${EMAIL}`);
  await find(page, "EMAIL_ADDRESS", "CUSTOMER_360");
  const panel = page.getByRole("complementary", { name: "Details" });
  await expect(panel.locator("a[aria-current=true]")).toContainText("EMAIL_ADDRESS");
  await panel.getByRole("tab", { name: "Statistics" }).click();
  await expect(panel.getByText("Owner", { exact: true })).toBeVisible();
  await panel.getByRole("tab", { name: "DDL" }).click();
  const code = panel.getByRole("region", { name: /^Definition of RETAIL_MART\.CUSTOMER_360/ });
  await expect(code).toContainText("CUSTOMER_360");
  // Coloured once the highlighter is there.
  await expect(code.locator("span[style*=color]").first()).toBeVisible();
  await panel.getByRole("tab", { name: "Columns" }).click();
  await panel.getByRole("link", { name: /^CITY/ }).click();
  await expect(page).toHaveURL(/CUSTOMER_360\/CITY/);
});

test("the evidence of an edge marks the very expression", async ({ page }) => {
  await page.goto(`/lineage/${EMAIL}?view=table`);
  await page
    .getByRole("grid", { name: "Edges" })
    .getByRole("row", { name: /D_CUSTOMER.*CUSTOMER_360/ })
    .first()
    .click();
  const panel = page.getByRole("complementary", { name: "Details" });
  await expect(panel.getByRole("heading", { name: "Evidence" })).toBeVisible();
  await expect(panel.locator("mark").first()).toContainText(/EMAIL_ADDRESS/i);
  await expect(panel.getByText("Confidence")).toBeVisible();
});

test("a link gives a colleague the same picture", async ({ page, context, baseURL }) => {
  await page.goto(`/lineage/${EMAIL}?depth=3&direction=upstream`);
  await find(page, "EMAIL_ADDRESS", "D_CUSTOMER");
  const panel = page.getByRole("complementary", { name: "Details" });
  await expect(panel).toContainText("D_CUSTOMER");
  await page.getByRole("button", { name: "Databases", exact: true }).click();
  await expect(page).toHaveURL(/granularity=database/);
  await page.goBack();
  await expect(page).not.toHaveURL(/granularity=database/);
  const colleague = await context.newPage();
  await colleague.goto(page.url().replace(/^https?:\/\/[^/]+/, baseURL!));
  await expect(colleague.getByRole("complementary", { name: "Details" })).toContainText("D_CUSTOMER");
  await expect(colleague.getByRole("button", { name: "Upstream" })).toHaveAttribute("aria-pressed", "true");
});

test("exported files open", async ({ page }) => {
  await page.goto(`/lineage/${EMAIL}`);
  await graph(page).waitFor();
  const save = async (name: RegExp) => {
    await page.getByRole("button", { name: "Export" }).click();
    const saved = page.waitForEvent("download");
    await page.getByRole("menuitem", { name }).click();
    return readFile(await (await saved).path());
  };
  const png = await save(/PNG/);
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  const width = png.readUInt32BE(16);
  expect(width).toBeGreaterThan(400);
  expect(inflateSync(imageData(png)).length).toBeGreaterThan(width);
  const svg = (await save(/SVG/)).toString();
  expect(svg).toContain("EMAIL_ADDRESS");
  const drawing = await page.evaluate(
    (text) => new DOMParser().parseFromString(text, "image/svg+xml").documentElement.tagName,
    svg,
  );
  expect(drawing).toBe("svg");
  const json = JSON.parse((await save(/JSON/)).toString()) as {
    nodes: unknown[];
    edges: { source: string }[];
  };
  expect(json.edges.length).toBeGreaterThan(0);
  const lines = (await save(/CSV/)).toString().trim().split("\r\n");
  expect(lines).toHaveLength(json.edges.length + 1);
  expect(lines[1]).toMatch(/RETAIL_\w+.*RETAIL_\w+/);
});

/** The compressed pixels of a PNG: its IDAT chunks. */
function imageData(png: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.subarray(at + 4, at + 8).toString() === "IDAT")
      chunks.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return Buffer.concat(chunks);
}

test("what was loaded meanwhile shows after a refresh, and stays", async ({ page }) => {
  const data = process.env.E2E_DATA!;
  const name = "V_NEWS_OF_TODAY";
  await page.goto("/");
  await asset(page, "RETAIL_RPT").click();
  await expect(asset(page, "R_STORE_SHARE")).toBeVisible();
  await expect(asset(page, name)).toBeHidden();

  const script = join(data, "news.sql");
  await writeFile(
    script,
    `REPLACE VIEW RETAIL_RPT.${name} AS SELECT EMAIL_ADDRESS AS MAIL FROM RETAIL_MART.CUSTOMER_360;`,
  );
  const store = `sqlite:///${join(data, "demo.sqlite3")}`;
  await run(python, ["-m", "teralineage", "extract", script], { env: environment({ DATABASE_URL: store }) });

  await page.getByRole("button", { name: "Refresh the asset list" }).click();
  await expect(asset(page, name)).toBeVisible();
  const next = answer(page, /\/datasets\?.*RETAIL_RPT/);
  await page.reload();
  expect((await next).headers()["x-cache"]).toBe("HIT");
  await expect(asset(page, name)).toBeVisible();

  await page.goto(`/lineage/${EMAIL}?direction=downstream`);
  await find(page, "MAIL", name);
  await expect(page.getByRole("complementary", { name: "Details" })).toContainText(name);
});

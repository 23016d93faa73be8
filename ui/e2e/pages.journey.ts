import { readFile } from "node:fs/promises";
import { answer, expect, test } from "./journey";

test("Ctrl+K forgives a slip and leads to the table", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("Control+k");
  const box = page.getByRole("combobox", { name: "Search databases, tables and columns" });
  await expect(box).toBeFocused();
  await page.keyboard.type("custmer_360");
  await expect(page.getByRole("option")).toHaveText([/RETAIL_MART\.CUSTOMER_360/]);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/lineage\/.*RETAIL_MART\.CUSTOMER_360/);
  await expect(box).toBeHidden();
});

test("the search page groups what it finds, and its address says what was sought", async ({ page }) => {
  await page.goto("/search?q=store");
  const tables = page.getByRole("region", { name: "Tables and views" });
  await expect(tables.getByRole("link").first()).toContainText("RETAIL_CORE.STORE");
  await expect(page.getByRole("region", { name: "Columns" }).getByRole("link").first()).toBeVisible();
  await page.getByRole("main").getByRole("searchbox").fill("zzzzqqqq");
  await expect(page.getByText("Nothing is named like “zzzzqqqq”")).toBeVisible();
  await expect(page).toHaveURL(/q=zzzzqqqq/);
});

test("the impact of a table: counts, filters, CSV, refresh", async ({ page }) => {
  await page.goto("/impact/RETAIL_SRC.SRC_STORE");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Impact of RETAIL_SRC.SRC_STORE");
  const nearest = page.getByRole("table", { name: "Columns 1 hop away" });
  await expect(nearest.getByRole("row").nth(1)).toContainText("RETAIL_STG.");
  const critical = page.getByText("Critical", { exact: true }).locator("xpath=following-sibling::dd[1]");
  const rows = await nearest.getByRole("row").count();
  await expect(critical).toHaveText(String(rows - 1));

  await page.getByRole("searchbox", { name: "Name contains" }).fill("store_id");
  await expect(nearest.getByRole("row")).toHaveCount(2);
  await expect(page).toHaveURL(/q=store_id/);

  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV" }).click();
  const lines = (await readFile(await (await saved).path(), "utf8")).split("\r\n");
  expect(lines[0]).toBe("\uFEFFdepth,database,table,column,type,how,direct,id");
  expect(lines[1]).toMatch(/^1,RETAIL_STG,\w+,STORE_ID,/i);

  const fresh = answer(page, /\/impact\/.*refresh=true/);
  await page.getByRole("button", { name: "Refresh the impact" }).click();
  expect((await fresh).headers()["x-cache"]).toBe("MISS");
  await expect(page.getByRole("main").locator("[data-cache=MISS]")).toHaveText("fresh");
});

test("an unknown table is told with its request id and close spellings", async ({ page }) => {
  await page.goto("/impact/RETAIL_MART.CUSTOMER_36");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("DATASET_NOT_FOUND");
  await expect(alert.locator("code").last()).toHaveText(/^[\w.-]{8,}$/);
  await alert.getByRole("link", { name: /CUSTOMER_360/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("RETAIL_MART.CUSTOMER_360");
});

test("a server that does not answer is told, and trying again helps", async ({ page }) => {
  await page.goto("/");
  await page.route("**/api/v2/openlineage/changes*", (route) => route.fulfill({ status: 503, body: "" }));
  await page.getByRole("link", { name: "Changes", exact: true }).click();
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("The changes could not be loaded.");
  await page.unroute("**/api/v2/openlineage/changes*");
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("table", { name: "Changes" })).toBeVisible();
});

test("changes, coverage and status say what the server knows", async ({ page }) => {
  await page.goto("/changes");
  await expect(page.getByRole("table", { name: "Changes" }).getByRole("row").nth(1)).toContainText("added");
  await page.getByLabel("To", { exact: true }).fill("2001-01-01");
  await expect(page.getByText("Nothing changed in this time")).toBeVisible();

  await page.getByRole("link", { name: "Coverage", exact: true }).click();
  await expect(
    page
      .getByRole("table", { name: "Coverage by kind of statement" })
      .getByRole("row", { name: /^CREATE VIEW/ }),
  ).toBeVisible();

  await page.getByRole("link", { name: "Status", exact: true }).click();
  await expect(page.getByRole("region", { name: "Parts" })).toContainText(/Store\s*answers/);
  await expect(page.getByRole("region", { name: "Parts" })).toContainText(/Cache\s*answers/);
});

test("the theme is chosen, kept, and there before the first paint", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/");
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveClass("dark");
  await page.reload({ waitUntil: "commit" });
  await expect(page.locator("html")).toHaveClass("dark");
  await expect(page.locator("body")).toHaveCSS("background-color", "rgb(14, 19, 24)");
});

test("the first load is small, quiet and from here alone", async ({ page }) => {
  const sizes: number[] = [];
  page.on("response", async (response) => {
    if (/\.js$/.test(new URL(response.url()).pathname))
      sizes.push((await response.request().sizes()).responseBodySize);
  });
  await page.goto("/");
  await page.waitForLoadState("networkidle");
  expect(sizes.length).toBeGreaterThan(0);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(250 * 1024);
});

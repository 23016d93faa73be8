/** Pictures of every page in both themes, for docs/screenshots/. */
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { asset, CUSTOMER_360, find, test } from "./journey";

const FOLDER = join(import.meta.dirname, "../../docs/screenshots");

const SHOTS: Record<string, (page: Page) => Promise<unknown>> = {
  start: async (page) => {
    await page.goto("/");
    await asset(page, "RETAIL_MART").click();
  },
  lineage: (page) => page.goto(`/lineage/${CUSTOMER_360}/EMAIL_ADDRESS?depth=4`),
  "table-edge": async (page) => {
    await page.goto(`/lineage/${CUSTOMER_360}?granularity=dataset&view=table`);
    await page
      .getByRole("main")
      .getByRole("row", { name: /D_CUSTOMER.*CUSTOMER_360/ })
      .first()
      .click();
    await page.getByRole("list", { name: "Edges of columns" }).waitFor();
    await page.getByRole("button", { name: "Graph", exact: true }).click();
  },
  "lineage-table": (page) => page.goto(`/lineage/${CUSTOMER_360}`),
  "lineage-database": (page) => page.goto("/lineage/database/RETAIL_MART?granularity=dataset&clusters=1"),
  evidence: async (page) => {
    await page.goto(`/lineage/${CUSTOMER_360}?view=table`);
    await page.getByRole("main").getByRole("row").nth(1).click();
  },
  definition: async (page) => {
    await page.goto(`/lineage/${CUSTOMER_360}/EMAIL_ADDRESS`);
    await find(page, "EMAIL_ADDRESS", "D_CUSTOMER");
    await page.getByRole("tab", { name: "DDL" }).click();
    await page.locator("pre span[style*=color]").first().waitFor();
  },
  columns: async (page) => {
    await page.goto(`/lineage/${CUSTOMER_360}/EMAIL_ADDRESS?depth=4`);
    await find(page, "EMAIL_ADDRESS", "CUSTOMER_360");
  },
  impact: (page) => page.goto("/impact/RETAIL_SRC.SRC_STORE"),
  search: (page) => page.goto("/search?q=customer"),
  palette: async (page) => {
    await page.goto("/");
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search databases, tables and columns" }).fill("custmer");
    await page.getByRole("option").first().waitFor();
  },
  changes: (page) => page.goto("/changes"),
  coverage: (page) => page.goto("/coverage"),
  status: (page) => page.goto("/status"),
  error: (page) => page.goto("/impact/RETAIL_MART.CUSTOMER_36"),
};

for (const [name, open] of Object.entries(SHOTS)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`${name}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await open(page);
      await page.waitForLoadState("networkidle");
      await page.screenshot({ path: join(FOLDER, `${name}-${colorScheme}.png`), caret: "hide" });
    });
  }
}

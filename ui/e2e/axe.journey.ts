import { CUSTOMER_360, expect, findings, test } from "./journey";

const PAGES = {
  home: "/",
  lineage: `/lineage/${CUSTOMER_360}/CUSTOMER_ID`,
  impact: "/impact/RETAIL_SRC.SRC_STORE",
  search: "/search?q=customer",
  changes: "/changes",
  coverage: "/coverage",
  status: "/status",
  "an unknown table": "/impact/RETAIL_MART.CUSTOMER_36",
  "no such page": "/nowhere",
};

for (const [name, path] of Object.entries(PAGES)) {
  test(`axe finds nothing on ${name}, light and dark`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    expect(await findings(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(page.locator("html")).toHaveClass("dark");
    expect(await findings(page)).toEqual([]);
  });
}

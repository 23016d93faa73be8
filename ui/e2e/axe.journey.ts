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
  for (const theme of ["light", "dark"] as const) {
    test(`axe finds nothing on ${name}, ${theme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      expect(await findings(page)).toEqual([]);
    });
  }
}

/** The test of a journey: a page at the real server that fails on console errors, and what journeys do often. */
import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page, type Response } from "@playwright/test";

export const test = base.extend<{ quiet: undefined }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  baseURL: async ({}, use) => {
    await use(process.env.E2E_ADDRESS);
  },
  // Every journey listens: an error on the console or outside the server's own origin fails it.
  quiet: [
    async ({ page, baseURL }, use) => {
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" && !/status of (4\d\d|503)/.test(message.text()))
          complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("request", (request) => {
        const url = request.url();
        if (!url.startsWith(baseURL!) && !/^(data|blob):/.test(url)) complaints.push(`asked ${url}`);
      });
      await use(undefined);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

export const CUSTOMER_360 = "RETAIL_MART.CUSTOMER_360";

/** A row of the asset tree by its name. */
export function asset(page: Page, name: string) {
  return page.getByRole("treeitem", { name }).first();
}

/** Waits for the answer of an API path, as its headers matter. */
export function answer(page: Page, path: RegExp): Promise<Response> {
  return page.waitForResponse((response) => path.test(response.url()) && response.status() === 200);
}

/** Axe's findings under WCAG 2.2 A and AA, as short lines. */
export async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  return violations.flatMap((it) =>
    it.nodes.map((node) => `${it.id}: ${node.target.join(" ")} – ${node.failureSummary}`),
  );
}

/** The drawing of the lineage page. */
export const graph = (page: Page) => page.getByRole("application", { name: /^Lineage of/ });

/** Select a column of the picture with the graph's own search box. */
export async function find(page: Page, column: string, table: string) {
  await graph(page).waitFor();
  const box = page.getByRole("combobox", { name: "Search in the graph" });
  await box.fill(column);
  await page
    .getByRole("option", { name: new RegExp(`${column}.*${table}`) })
    .first()
    .click();
}

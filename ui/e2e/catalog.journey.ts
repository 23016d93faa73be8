/** The list on the left with a hundred thousand tables in one database, made up on the way to the browser. */
import type { Page } from "@playwright/test";
import { asset, expect, test } from "./journey";

const TOTAL = 100_000;
const name = (index: number) => `T_${String(index).padStart(6, "0")}`;

/** Answers the lists of databases and tables as a server with a very large database would. */
async function pretend(page: Page) {
  const asked = new Set<number>();
  await page.route(/\/namespaces\/[^/]+\/databases/, async (route) => {
    const namespace = "teradata://big.example.com:1025";
    const databases = [{ name: "BIG_DW", namespace, tableCount: TOTAL }];
    await route.fulfill({ json: { databases, ...paged(1, 100, 0) } });
  });
  await page.route(/\/namespaces\/[^/]+\/datasets/, async (route) => {
    const url = new URL(route.request().url());
    const [limit, offset] = [Number(url.searchParams.get("limit")), Number(url.searchParams.get("offset"))];
    const id = url.pathname.split("/").at(-2);
    asked.add(offset);
    const datasets = Array.from({ length: Math.min(limit, TOTAL - offset) }, (_, at) => ({
      id: `${id}/BIG_DW.${name(offset + at)}`,
      namespace: "teradata://big.example.com:1025",
      name: `BIG_DW.${name(offset + at)}`,
      description: null,
      sourceType: "TABLE",
      createdAt: null,
      updatedAt: null,
    }));
    await route.fulfill({ json: { datasets, ...paged(TOTAL, limit, offset) } });
  });
  return asked;
}

function paged(total: number, limit: number, offset: number) {
  return { total, pagination: { total_count: total, limit, offset, has_next: offset + limit < total } };
}

test("a hundred thousand tables scroll, a page at a time", async ({ page }) => {
  const asked = await pretend(page);
  await page.goto("/");
  await asset(page, "BIG_DW").click();
  await expect(asset(page, name(0))).toBeVisible();
  await expect(page.getByText(/^Showing 1–\d+ of 100,000 tables in BIG_DW$/)).toBeVisible();
  const tree = page.getByRole("tree", { name: "Assets" });
  await tree.focus();
  await page.keyboard.press("End");
  await expect(asset(page, name(TOTAL - 1))).toBeInViewport();
  await page.keyboard.press("Home");
  await expect(asset(page, "BIG_DW")).toBeInViewport();

  await tree.evaluate((it) => it.scrollTo(0, it.scrollHeight / 2));
  await expect(page.getByText(/^Showing (49,9\d\d|50,0\d\d)–/)).toBeVisible();
  await expect(asset(page, "T_05000")).toBeVisible();
  // Only what is in sight exists, and only its pages were asked for.
  expect(await page.getByRole("treeitem").count()).toBeLessThan(80);
  expect(asked.size).toBeLessThan(8);

  for (let step = 0; step < 40; step += 1) await page.mouse.wheel(0, 900);
  await expect(page.getByRole("treeitem", { name: /^T_/ }).first()).toBeVisible();
});

test("the tree finds a table among a hundred thousand by a few questions", async ({ page }) => {
  const asked = await pretend(page);
  await page.goto(`/lineage/BIG_DW.${name(73_421)}`);
  await expect(asset(page, name(73_421))).toBeInViewport();
  expect(asked.size).toBeLessThan(20);
});

test("typing leads to a table by its beginning", async ({ page }) => {
  await pretend(page);
  await page.goto("/");
  await asset(page, "BIG_DW").click();
  await expect(asset(page, name(0))).toBeVisible();
  const tree = page.getByRole("tree", { name: "Assets" });
  await tree.focus();
  await page.keyboard.type("t_000042");
  const active = async () =>
    page.locator(`[id="${await tree.getAttribute("aria-activedescendant")}"]`).textContent();
  await expect.poll(active).toContain(name(42));
});

import { answer, asset, expect, test } from "./journey";

test("from the start page to a column's graph", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Where does this column come from");
  await asset(page, "RETAIL_MART").click();
  const table = asset(page, "CUSTOMER_360");
  await expect(table).toHaveAttribute("aria-level", "3");
  await table.locator("svg").first().click();
  await expect(table).toHaveAttribute("aria-expanded", "true");
  await asset(page, "EMAIL_ADDRESS").click();
  await expect(page).toHaveURL(/\/lineage\/[0-9a-f]{16}\/RETAIL_MART\.CUSTOMER_360\/EMAIL_ADDRESS/);
  await expect(page).toHaveTitle(/EMAIL_ADDRESS/);
  await expect(page.getByRole("application", { name: /CUSTOMER_360\.EMAIL_ADDRESS/ })).toBeVisible();
});

test("refreshing the list asks past the cache, and the next answer is a hit", async ({ page }) => {
  await page.goto("/");
  await asset(page, "RETAIL_CORE").click();
  await expect(asset(page, "SALES_LINE")).toBeVisible();

  const asked: string[] = [];
  page.on("request", (request) => {
    if (/\/namespaces/.test(request.url())) asked.push(request.url());
  });
  const fresh = answer(page, /\/datasets\?.*refresh=true/);
  await page.getByRole("button", { name: "Refresh the asset list" }).click();
  expect((await fresh).headers()["x-cache"]).toBe("MISS");
  const browser = page.getByRole("complementary", { name: "Asset browser" });
  await expect(browser.locator("[data-cache=MISS]")).toHaveText("fresh");
  expect(asked.length).toBeGreaterThanOrEqual(3);
  expect(asked.filter((url) => !url.includes("refresh=true"))).toEqual([]);

  const next = answer(page, /\/datasets\?/);
  await page.reload();
  const again = await next;
  expect(again.url()).not.toContain("refresh");
  expect(again.headers()["x-cache"]).toBe("HIT");
  await expect(browser.locator("[data-cache=HIT]")).toHaveText(/^cached · expires in \d+ (s|min|h|d)$/);
});

test("filters by name and by type", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("searchbox", { name: "Filter tables by name" }).fill("customer");
  await expect(asset(page, "RETAIL_CORE.CUSTOMER")).toBeVisible();
  await expect(asset(page, "SALES_LINE")).toBeHidden();
  await page.getByRole("button", { name: "Filter by type and database" }).click();
  await page.getByRole("combobox", { name: "Type" }).selectOption("View");
  await expect(asset(page, "RETAIL_MART.D_CUSTOMER")).toBeVisible();
  await expect(asset(page, "RETAIL_CORE.CUSTOMER")).toBeHidden();
  await expect(page.getByText(/matching tables/)).toBeVisible();
  await page.getByRole("button", { name: "Clear the filter" }).click();
  await page.getByRole("combobox", { name: "Type" }).selectOption("All types");
  await expect(asset(page, "RETAIL_STG")).toHaveAttribute("aria-level", "2");
});

test("remembers its width, and whether it is shown", async ({ page }) => {
  await page.goto("/");
  const handle = page.getByRole("separator", { name: "Width of the asset list" });
  await handle.focus();
  for (let step = 0; step < 5; step += 1) await page.keyboard.press("ArrowRight");
  const browser = page.getByRole("complementary", { name: "Asset browser" });
  await expect(browser).toHaveCSS("width", "384px");
  await page.reload();
  await expect(browser).toHaveCSS("width", "384px");
  await page.getByRole("button", { name: "Hide the asset list" }).click();
  await page.reload();
  await expect(page.getByRole("button", { name: "Show the asset list" })).toBeVisible();
  await expect(browser).toBeHidden();
});

test("needs no mouse", async ({ page }) => {
  await page.goto("/");
  await expect(asset(page, "RETAIL_STG")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the page" })).toBeFocused();
  const tree = page.getByRole("tree", { name: "Assets" });
  for (let step = 0; step < 20 && !(await tree.evaluate((it) => it === document.activeElement)); step += 1) {
    await page.keyboard.press("Tab");
  }
  await expect(tree).toBeFocused();
  const expectActive = (name: string) =>
    expect(async () => {
      const id = await tree.getAttribute("aria-activedescendant");
      expect(await page.locator(`[id="${id}"]`).textContent()).toContain(name);
    }).toPass();

  await page.keyboard.type("retail_m");
  await expectActive("RETAIL_MART");
  await page.keyboard.press("ArrowRight");
  await expect(asset(page, "RETAIL_MART")).toHaveAttribute("aria-expanded", "true");
  await expect(asset(page, "CUSTOMER_360")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  await expectActive("RETAIL_MART");
  await page.keyboard.press("ArrowLeft");
  await expect(asset(page, "RETAIL_MART")).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  await expectActive("localhost");

  await page.keyboard.press("ArrowDown");
  await page.keyboard.type("retail_c");
  await page.keyboard.press("ArrowRight");
  await expect(asset(page, "CALENDAR")).toBeVisible();
  await page.keyboard.type("calendar");
  await expectActive("CALENDAR");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/lineage\/.*RETAIL_CORE\.CALENDAR/);
});

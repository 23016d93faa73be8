/** What depends on the screen and the hand: widths, touch, calm, and how the parts of the lineage page hold together. */
import type { CDPSession, Page } from "@playwright/test";
import { answer, asset, CUSTOMER_360, expect, find, graph, test } from "./journey";

const EMAIL = `${CUSTOMER_360}/EMAIL_ADDRESS`;

/** Where the graph is looked at from, told by the frame in the minimap. */
async function frameOf(page: Page) {
  const frame = page.locator(".border-accent.bg-accent\\/10");
  await frame.waitFor();
  return frame.evaluate((it) => it.getAttribute("style"));
}

for (const width of [1280, 1440, 1920]) {
  test(`the toolbar is one row at ${width} px, with the list and a past day shown`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`/lineage/${EMAIL}?asOf=2100-01-01T00:00:00Z`);
    await graph(page).waitFor();
    await page.reload(); // what the cache says of itself takes the most room once it had the answer
    const bar = page.getByRole("toolbar", { name: "Lineage" });
    await expect(bar.locator("[data-cache]")).toContainText("cached");
    expect((await bar.boundingBox())!.height).toBeLessThan(56);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}

test("looks back to a past day, by the toolbar and by the address", async ({ page }) => {
  await page.goto(`/lineage/${EMAIL}`);
  await graph(page).waitFor();
  await page.getByRole("button", { name: /^As of now/ }).click();
  await page.getByLabel("On this day, at this time").fill("2001-02-03T04:05");
  const asked = page.waitForRequest(/asOf=2001-02-03T04%3A05/);
  await page.getByRole("button", { name: "Show", exact: true }).last().click();
  await asked;
  await expect(page).toHaveURL(/asOf=2001-02-03T04%3A05/);
  await expect(page.getByText("This is the graph as it was on 3 Feb 2001")).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: /^As of 3 Feb 2001/ }).click();
  await page.getByRole("button", { name: "Back to now" }).click();
  await expect(page).not.toHaveURL(/asOf/);
});

test("an edge of tables lists the edges of columns behind it, and these their statements", async ({
  page,
}) => {
  await page.goto(`/lineage/${CUSTOMER_360}?granularity=dataset&view=table`);
  await page
    .getByRole("grid", { name: "Edges" })
    .getByRole("row", { name: /D_CUSTOMER.*CUSTOMER_360/ })
    .first()
    .click();
  const panel = page.getByRole("complementary", { name: "Details" });
  await panel.getByRole("button", { name: /^EMAIL_ADDRESS → EMAIL_ADDRESS/ }).click();
  await expect(panel.locator("mark").first()).toContainText(/EMAIL_ADDRESS/i);
  await page.goBack();
  await expect(panel.getByRole("list", { name: "Edges of columns" })).toBeVisible();
});

test("the tree opens and scrolls to what the page shows", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  const listed = answer(page, /\/datasets\?.*RETAIL_MART/);
  await page.goto(`/lineage/${EMAIL}`);
  await listed;
  const table = asset(page, "CUSTOMER_360");
  await expect(table).toBeInViewport();
  await expect(table).toHaveAttribute("aria-level", "3");
});

test("a link with an empty selection selects nothing", async ({ page }) => {
  await page.goto(`/lineage/${EMAIL}?select=&edge=`);
  await graph(page).waitFor();
  await expect(page.getByRole("button", { name: "Clear the selection" })).toBeHidden();
  await expect(page.getByRole("complementary", { name: "Details" })).toBeHidden();
});

test("changes come at once for who wants no movement", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`/lineage/${EMAIL}`);
  await graph(page).waitFor();
  await frameOf(page);
  await page.keyboard.press("f");
  // One frame later the view is where it goes; with movement it would be on its way for a quarter of a second.
  const soon = await page.evaluate(
    () =>
      new Promise<string | null>((resolve) => {
        const frame = document.querySelector(".border-accent.bg-accent\\/10")!;
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(frame.getAttribute("style"))));
      }),
  );
  await page.waitForTimeout(600);
  expect(await frameOf(page)).toBe(soon);
  await find(page, "EMAIL_ADDRESS", "D_CUSTOMER");
  const panel = page.getByRole("complementary", { name: "Details" });
  expect(
    await panel.evaluate((it) => it.getAnimations().every(({ playState }) => playState === "finished")),
  ).toBe(true);
});

/** Fingers on the screen, at these points. */
async function touch(
  session: CDPSession,
  type: "touchStart" | "touchMove" | "touchEnd",
  ...points: [number, number][]
) {
  await session.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y]) => ({ x, y })) });
}

test("fingers move, pinch and choose", async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    baseURL: baseURL!,
    hasTouch: true,
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  await page.goto(`/lineage/${EMAIL}`);
  await graph(page).waitFor();
  const first = await frameOf(page);
  const session = await context.newCDPSession(page);
  const { x, y, width, height } = (await graph(page).boundingBox())!;
  const [left, top] = [x + width * 0.2, y + height * 0.85];

  await touch(session, "touchStart", [left, top]);
  for (let step = 1; step <= 8; step += 1)
    await touch(session, "touchMove", [left + step * 12, top - step * 4]);
  await touch(session, "touchEnd");
  await expect.poll(() => frameOf(page)).not.toBe(first);

  const widthOf = async () => Number(/width: ([\d.]+)px/.exec((await frameOf(page)) ?? "")?.[1]);
  const before = await widthOf();
  await touch(session, "touchStart", [left, top], [left + 60, top]);
  for (let step = 1; step <= 10; step += 1)
    await touch(session, "touchMove", [left - step * 6, top], [left + 60 + step * 12, top]);
  await touch(session, "touchEnd");
  await expect.poll(widthOf).toBeLessThan(before);

  await page.getByRole("button", { name: "Fit the whole graph" }).tap();
  await page.waitForTimeout(600);
  await page.reload();
  await graph(page).waitFor();
  await frameOf(page);
  const box = (await graph(page).boundingBox())!;
  // Cards stand side by side half-way down, how many depends on the journeys before; one's header is under the finger.
  await expect(async () => {
    for (const across of [0.5, 0.6, 0.4])
      for (let down = 0.2; down < 0.9; down += 0.05) {
        if (/select=/.test(page.url())) break;
        await page.touchscreen.tap(box.x + box.width * across, box.y + box.height * down);
      }
    expect(page.url()).toMatch(/select=/);
  }).toPass();
  await context.close();
});

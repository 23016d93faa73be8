import { defineConfig } from "@playwright/test";
import { launchOptions } from "./scripts/browser.mjs";

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.journey.ts",
  globalSetup: "./e2e/server.ts",
  // One at a time: they share a cache, and some ask whether it answered.
  workers: 1,
  forbidOnly: !!process.env.CI,
  // Long enough for a busy machine; each step has its own limit.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  outputDir: "test-results",
  use: {
    launchOptions: launchOptions(),
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "UTC",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});

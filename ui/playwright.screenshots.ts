import { defineConfig } from "@playwright/test";
import journeys from "./playwright.config";

/** The same server and browser, to make docs/screenshots/. */
export default defineConfig({ ...journeys, testMatch: "**/screenshots.ts" });

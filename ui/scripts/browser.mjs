// Which Chromium drives the journeys: CHROMIUM's, one on the PATH, or Playwright's own download.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The path of a browser, or null where this machine has none. */
export function findBrowser() {
  const onPath = (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const candidates = [process.env.CHROMIUM, ...onPath, chromium.executablePath()];
  return candidates.find((path) => path && existsSync(path)) ?? null;
}

/** How to start it: as root there is no sandbox to be had. */
export function launchOptions() {
  return {
    executablePath: findBrowser() ?? undefined,
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  };
}

// Sees to it that there is a browser for the journeys; prints its path. Fails, and says what to do, where none can be had.
import { spawnSync } from "node:child_process";
import { findBrowser } from "./browser.mjs";

const TEN_MINUTES_MS = 600_000;

function run(command, ...args) {
  const { status } = spawnSync(command, args, {
    stdio: ["ignore", "ignore", "inherit"],
    timeout: TEN_MINUTES_MS,
  });
  return status === 0;
}

const isRoot = process.getuid?.() === 0;
const ways = [
  () => true,
  () =>
    run(
      process.execPath,
      "node_modules/@playwright/test/cli.js",
      "install",
      "chromium-headless-shell",
      "chromium",
    ),
  () =>
    isRoot &&
    run("apt-get", "update", "-qq") &&
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"),
];

for (const way of ways) {
  if (!way()) continue;
  const found = findBrowser();
  if (found) {
    console.log(found);
    process.exit(0);
  }
}
console.error(
  "No browser for the journeys: none on the PATH, Playwright cannot download one here, and no package could be installed. " +
    "Install Chromium, or name one with CHROMIUM=/path/to/it.",
);
process.exit(1);

import type { LaunchOptions } from "@playwright/test";

export function findBrowser(): string | null;
export function launchOptions(): LaunchOptions;

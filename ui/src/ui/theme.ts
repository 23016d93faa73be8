/** The wanted theme, remembered; `public/theme.js` applies it before the first paint. */
import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark" | "system";

const KEY = "theme";
const system = () => window.matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

function wanted(): Theme {
  const stored = localStorage.getItem(KEY);
  return stored === "light" || stored === "dark" ? stored : "system";
}

/** Whether the page is dark now, whatever was wanted. */
export function isDark(): boolean {
  const theme = wanted();
  return theme === "dark" || (theme === "system" && system().matches);
}

function apply(): void {
  document.documentElement.classList.toggle("dark", isDark());
  for (const listener of listeners) listener();
}

/** Remember a theme and show it. */
export function setTheme(theme: Theme): void {
  if (theme === "system") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, theme);
  apply();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) system().addEventListener("change", apply);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) system().removeEventListener("change", apply);
  };
}

export const useTheme = (): Theme => useSyncExternalStore(subscribe, wanted);

/** True while the dark theme shows; for what is drawn on a canvas. */
export const useDark = (): boolean => useSyncExternalStore(subscribe, isDark);

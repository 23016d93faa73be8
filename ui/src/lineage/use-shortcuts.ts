import { useEffect, useRef } from "react";

export interface ShortcutActions {
  fit(): void;
  fitSelection(): void;
  zoom(factor: number): void;
  search(): void;
  clusters(): void;
  clear(): void;
  list(): void;
}

const STEP = 1.25;

/** The keys of the lineage page, wherever its focus is, except while text is typed. */
export function useShortcuts(actions: ShortcutActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isModal()) return;
      const action = actionOf(event, latest.current);
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

function actionOf(event: KeyboardEvent, actions: ShortcutActions): (() => void) | null {
  const control = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (control && !event.altKey && !event.shiftKey) {
    if (key === "f") return actions.search;
    return key === "g" ? actions.clusters : null;
  }
  if (control || event.altKey || isTyping(event.target)) return null;
  switch (key) {
    case "f":
      return event.shiftKey ? actions.fitSelection : actions.fit;
    case "+":
    case "=":
      return () => actions.zoom(STEP);
    case "-":
      return () => actions.zoom(1 / STEP);
    case "/":
      return actions.search;
    case "?":
      return actions.list;
    case "Escape":
      return actions.clear;
    default:
      return null;
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** While a dialog or a menu is open the keys are its own. */
function isModal(): boolean {
  return document.querySelector('[role="dialog"][data-open], [role="menu"][data-open]') !== null;
}

import { useMemo } from "react";
import { type CardState, measure } from "./graph/geometry";
import type { View } from "./graph/to-view";

/** Measures change with the cards' states; a selected row that would be hidden is shown. */
export function useGeometry(view: View, states: ReadonlyMap<string, CardState>, selected: readonly number[]) {
  const usual = useMemo(() => measure(view, states), [view, states]);
  const hidden = selected.filter((port) => !usual.shown[port]).join(" ");
  return useMemo(
    () => (hidden === "" ? usual : measure(view, states, new Set(hidden.split(" ").map(Number)))),
    [view, states, usual, hidden],
  );
}

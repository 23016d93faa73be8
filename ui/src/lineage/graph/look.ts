/** How a scene is shown just now: colours, what is lit, what the pointer is over. */

import type { Highlight } from "./highlight";
import type { Palette } from "./palette";
import type { TextFitter } from "./text";
import type { Side } from "./types";

export interface Look {
  readonly palette: Palette;
  readonly fitter: TextFitter;
  readonly clusters: boolean;
  /** For each database, the beginning of its tables' names that goes without saying where there is little room. */
  readonly prefixes: ReadonlyMap<string, string>;
  readonly lit: Highlight | null;
  readonly selected: ReadonlySet<number>;
  readonly hoverPort: number | null;
  readonly hoverEdge: number | null;
  /** Card whose side shows a minus, because its next hop was loaded: `upstream card id`. */
  readonly grown: ReadonlySet<string>;
  /** Whether cards offer to load their next hop. */
  readonly growable: boolean;
}

export function growKey(side: Side, card: string): string {
  return `${side} ${card}`;
}

/** Zooms at which the drawing gains detail. */
export const DETAIL = {
  /** Below: coloured rectangles. From here: cards with names. */
  names: 0.12,
  /** From here: headers, and bars for rows. */
  rows: 0.4,
  /** From here: text in rows, handles, buttons. */
  text: 0.6,
} as const;

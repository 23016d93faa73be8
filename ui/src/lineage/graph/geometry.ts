/** How large each card is and where its ports lie, in pixels at zoom 1, measured from the card's top left corner. */

import type { LayoutInput } from "./layout";
import type { View } from "./to-view";
import { degreeOf, topologyOf } from "./topology";

export const CARD_WIDTH = 256;
export const HEADER_HEIGHT = 46;
export const ROW_HEIGHT = 24;
export const CARD_PADDING = 6;
/** Where edges meet the header: below its middle, so that the buttons above stay clear. */
export const HEADER_PORT_Y = 34;
/** Centre and radius of the buttons on a card's sides. */
export const GROW_Y = 15;
export const GROW_RADIUS = 8;
/** Rows a card shows before it is opened in full. */
export const ROW_LIMIT = 12;

/** `closed`: header only; `some`: the first rows with edges; `all`: every row. */
export type CardState = "closed" | "some" | "all";

export interface Geometry {
  readonly state: readonly CardState[];
  readonly height: Float32Array;
  /** Centre of each port below the top of its card; hidden rows share the place of the footer, or of the header. */
  readonly portY: Float32Array;
  /** 1 where the row itself is visible. */
  readonly shown: Uint8Array;
  /** Rows left out of each card. */
  readonly hidden: Uint32Array;
}

/** Measure every card. Cards not named in `states` show some rows; ports in `wanted` are shown if their card is open. */
export function measure(
  view: View,
  states: ReadonlyMap<string, CardState>,
  wanted: ReadonlySet<number> = new Set(),
): Geometry {
  const topology = topologyOf(view);
  const ports = view.portCard.length;
  const portY = new Float32Array(ports);
  const shown = new Uint8Array(ports);
  const height = new Float32Array(view.cards.length);
  const hidden = new Uint32Array(view.cards.length);
  const state: CardState[] = [];
  view.cards.forEach((card, index) => {
    const first = card.firstPort + 1;
    const end = first + card.rowCount;
    const how = states.get(card.id) ?? "some";
    state.push(how);
    portY[card.firstPort] = HEADER_PORT_Y;
    shown[card.firstPort] = 1;
    if (how === "closed" || card.rowCount === 0) {
      portY.fill(HEADER_PORT_Y, first, end);
      height[index] = HEADER_HEIGHT;
      hidden[index] = card.rowCount;
      return;
    }
    const everything = how === "all" || card.rowCount <= ROW_LIMIT + 1;
    let room = everything ? card.rowCount : ROW_LIMIT;
    for (let port = first; port < end; port++) {
      if (everything || wanted.has(port)) {
        shown[port] = 1;
        room--;
      }
    }
    for (const withEdges of [true, false]) {
      for (let port = first; port < end && room > 0; port++) {
        if (!shown[port] && degreeOf(topology, port) > 0 === withEdges) {
          shown[port] = 1;
          room--;
        }
      }
    }
    let y = HEADER_HEIGHT + CARD_PADDING / 2;
    let left = 0;
    for (let port = first; port < end; port++) {
      if (shown[port]) {
        portY[port] = y + ROW_HEIGHT / 2;
        y += ROW_HEIGHT;
      } else {
        left++;
      }
    }
    const footer = left > 0 || (how === "all" && card.rowCount > ROW_LIMIT + 1);
    for (let port = first; port < end; port++) if (!shown[port]) portY[port] = y + ROW_HEIGHT / 2;
    height[index] = y + (footer ? ROW_HEIGHT : 0) + CARD_PADDING / 2;
    hidden[index] = left;
  });
  return { state, height, portY, shown, hidden };
}

/** Whether a card ends with the line that opens or shortens it. */
export function hasFooter(view: View, geometry: Geometry, card: number): boolean {
  const { rowCount } = view.cards[card]!;
  return geometry.state[card] !== "closed" && rowCount > ROW_LIMIT + 1;
}

/** What the layout needs to know of a measured view; `clusters` keeps the cards of a database together. */
export function layoutInput(view: View, geometry: Geometry, clusters = false): LayoutInput {
  const links = view.linkFrom.length;
  const fromY = new Float32Array(links);
  const toY = new Float32Array(links);
  const weight = new Float32Array(links);
  for (let link = 0; link < links; link++) {
    const [start, end] = [view.linkStart[link]!, view.linkStart[link + 1]!];
    for (let edge = start; edge < end; edge++) {
      fromY[link]! += geometry.portY[view.from[edge]!]!;
      toY[link]! += geometry.portY[view.to[edge]!]!;
    }
    fromY[link]! /= end - start;
    toY[link]! /= end - start;
    weight[link] = Math.sqrt(end - start);
  }
  return {
    width: new Float32Array(view.cards.length).fill(CARD_WIDTH),
    height: geometry.height.slice(),
    from: view.linkFrom.slice(),
    to: view.linkTo.slice(),
    fromY,
    toY,
    weight,
    ...(clusters && { group: databasesOf(view) }),
  };
}

function databasesOf(view: View): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(view.cards, ({ database }) => {
    const known = numbers.get(database);
    if (known !== undefined) return known;
    numbers.set(database, numbers.size);
    return numbers.size - 1;
  });
}

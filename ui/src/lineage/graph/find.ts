/** Search within a view: exact names first, then beginnings, then parts of names. */

import { portName, type View } from "./to-view";

export interface Found {
  readonly port: number;
  readonly name: string;
  /** Where it is: the table of a column, the database of a table. */
  readonly within: string;
}

/** Ports whose name holds the text, without regard to case; shorter and earlier names first among equals. */
export function findInView(view: View, text: string, limit = 30): Found[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return [];
  const hits: { port: number; name: string; grade: number }[] = [];
  for (let port = 0; port < view.portCard.length; port++) {
    const name = portName(view, port);
    const grade = gradeOf(name.toLowerCase(), wanted);
    if (grade < 3) hits.push({ port, name, grade });
  }
  hits.sort((a, b) => a.grade - b.grade || a.name.length - b.name.length || a.port - b.port);
  return hits.slice(0, limit).map(({ port, name }) => ({ port, name, within: placeOf(view, port) }));
}

function gradeOf(name: string, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  return name.includes(wanted) ? 2 : 3;
}

function placeOf(view: View, port: number): string {
  const card = view.cards[view.portCard[port]!]!;
  if (view.granularity === "database") return port === card.firstPort ? "" : card.title;
  return port === card.firstPort ? card.database : `${card.database}.${card.title}`;
}

/** Text that fits: names cut to a width, with the cuts remembered. */

export const SANS =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
export const TITLE_FONT = `600 13px ${SANS}`;
export const ROW_FONT = `13px ${SANS}`;
export const SMALL_FONT = `11px ${SANS}`;
export const BADGE_FONT = `600 9.5px ${SANS}`;

export type Measure = (text: string, font: string) => number;

const CACHE_LIMIT = 60_000;

/** Cuts texts to widths; `measure` says how wide a text is in a font. */
export class TextFitter {
  readonly #cuts = new Map<string, string>();
  readonly #widths = new Map<string, number>();
  readonly #measure: Measure;

  constructor(measure: Measure) {
    this.#measure = measure;
  }

  width(text: string, font: string): number {
    const key = `${font}\n${text}`;
    let width = this.#widths.get(key);
    if (width === undefined) {
      width = this.#measure(text, font);
      if (this.#widths.size > CACHE_LIMIT) this.#widths.clear();
      this.#widths.set(key, width);
    }
    return width;
  }

  /** The text, or its longest beginning that fits with an ellipsis. */
  cut(text: string, font: string, room: number): string {
    const key = `${font}\n${room}\n${text}`;
    const known = this.#cuts.get(key);
    if (known !== undefined) return known;
    if (this.#cuts.size > CACHE_LIMIT) this.#cuts.clear();
    let result = text;
    if (this.#measure(text, font) > room) {
      let [least, most] = [0, text.length - 1];
      while (least < most) {
        const middle = (least + most + 1) >> 1;
        if (this.#measure(`${text.slice(0, middle)}…`, font) <= room) least = middle;
        else most = middle - 1;
      }
      result = `${text.slice(0, least)}…`;
    }
    this.#cuts.set(key, result);
    return result;
  }
}

/** The longest beginning that most names share, up to and with an underscore; empty if it says nothing. */
export function sharedPrefix(names: readonly string[]): string {
  if (names.length < 3) return "";
  // In alphabetical order names of one beginning stand together, so what most share the middle one has too.
  const middle = names.toSorted()[names.length >> 1]!;
  for (let at = middle.lastIndexOf("_", middle.length - 2); at >= 0; at = middle.lastIndexOf("_", at - 1)) {
    const prefix = middle.slice(0, at + 1);
    const count = names.reduce((sum, name) => sum + Number(name.startsWith(prefix)), 0);
    if (count >= names.length * 0.6) return prefix;
    if (at === 0) break;
  }
  return "";
}

/** The shared prefix of each database's tables. */
export function sharedPrefixes(cards: readonly { title: string; database: string }[]): Map<string, string> {
  const titles = new Map<string, string[]>();
  for (const { title, database } of cards) {
    const known = titles.get(database);
    if (known) known.push(title);
    else titles.set(database, [title]);
  }
  return new Map([...titles].map(([database, names]) => [database, sharedPrefix(names)]));
}

/** A name on several lines, broken after underscores where that helps; the last line holds what is left. */
export function brokenName(name: string, fits: (text: string) => boolean, lines: number): string[] {
  const broken: string[] = [""];
  for (const word of name.split(/(?<=_)/)) {
    const last = broken.at(-1)!;
    if (last === "" || fits(last + word) || broken.length === lines) broken[broken.length - 1] = last + word;
    else broken.push(word);
  }
  return broken;
}

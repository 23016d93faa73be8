/** SQL text as lines of pieces, some of them marked; pure, so that it can be shown before colours are there. */

export interface Piece {
  text: string;
  color: string | undefined;
  marked: boolean;
}

export interface Line {
  /** From 1. */
  number: number;
  pieces: Piece[];
}

/** A stretch of a text in UTF-16 units, as strings count in the browser. */
export interface Stretch {
  start: number;
  end: number;
}

/** A stretch given in characters, as the server counts, in UTF-16 units. */
export function inUnits(text: string, characters: Stretch): Stretch {
  const characterList = Array.from(text);
  const units = (count: number) => characterList.slice(0, count).join("").length;
  return { start: units(characters.start), end: units(characters.end) };
}

/** The text as uncoloured tokens: one for each line. */
export function plainTokens(text: string): { text: string; offset: number; color: undefined }[][] {
  let offset = 0;
  return text.split("\n").map((line) => {
    const token = { text: line, offset, color: undefined };
    offset += line.length + 1;
    return [token];
  });
}

/** Cut tokens where the mark begins and ends. */
export function linesOf(
  tokens: readonly (readonly { text: string; offset: number; color: string | undefined }[])[],
  mark: Stretch | null,
): Line[] {
  return tokens.map((line, index) => ({
    number: index + 1,
    pieces: line.flatMap((token) => {
      if (mark === null) return [{ text: token.text, color: token.color, marked: false }];
      const from = Math.min(Math.max(mark.start - token.offset, 0), token.text.length);
      const to = Math.min(Math.max(mark.end - token.offset, from), token.text.length);
      return [
        { text: token.text.slice(0, from), color: token.color, marked: false },
        { text: token.text.slice(from, to), color: token.color, marked: true },
        { text: token.text.slice(to), color: token.color, marked: false },
      ].filter((piece) => piece.text !== "");
    }),
  }));
}

/** The lines around the marked ones, `reach` on each side; all where nothing is marked or little would be left out. */
export function around(lines: readonly Line[], reach: number): readonly Line[] {
  const first = lines.findIndex((line) => line.pieces.some((piece) => piece.marked));
  const last = lines.findLastIndex((line) => line.pieces.some((piece) => piece.marked));
  if (first < 0) return lines;
  const kept = lines.slice(Math.max(0, first - reach), last + reach + 1);
  return lines.length - kept.length < 4 ? lines : kept;
}

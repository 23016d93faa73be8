/** SQL as coloured tokens. Loaded when the first SQL is shown, never before. */
import { createCssVariablesTheme, createHighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import sql from "shiki/langs/sql.mjs";

export interface Token {
  text: string;
  /** UTF-16 units from the start of the text. */
  offset: number;
  /** A CSS colour. */
  color: string | undefined;
}

const theme = createCssVariablesTheme({ name: "page", variablePrefix: "--sql-" });
const highlighter = createHighlighterCore({
  themes: [theme],
  langs: [sql],
  engine: createJavaScriptRegexEngine(),
});

/** The tokens of each line. */
export async function tokensOf(text: string): Promise<Token[][]> {
  const { tokens } = (await highlighter).codeToTokens(text, { lang: "sql", theme: "page" });
  return tokens.map((line) => line.map((it) => ({ text: it.content, offset: it.offset, color: it.color })));
}

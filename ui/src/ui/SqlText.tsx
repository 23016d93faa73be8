import { Check, Copy } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { IconButton } from "./Button";
import type { Token } from "./highlight";
import { around, linesOf, plainTokens, type Stretch } from "./sql-lines";

interface Props {
  sql: string;
  /** Its name for screen readers, as "Definition of SALES_DW.V_ORDER". */
  label: string;
  mark?: Stretch | null;
  /** Show only this many lines around the mark, until asked for all. */
  reach?: number;
}

/** SQL with line numbers, colours once they are loaded, a marked stretch, and a button that copies it. */
export function SqlText({ sql, label, mark = null, reach }: Props) {
  const tokens = useTokens(sql);
  const lines = useMemo(() => linesOf(tokens ?? plainTokens(sql), mark), [tokens, sql, mark]);
  const [whole, setWhole] = useState(false);
  const shown = reach === undefined || whole ? lines : around(lines, reach);
  const digits = String(lines.length).length;
  return (
    <div className="relative overflow-hidden rounded-lg border border-line bg-canvas">
      <div className="absolute top-1 right-1 z-10 rounded-md bg-canvas">
        <CopyButton text={sql} />
      </div>
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-[60vh] overflow-auto focus-visible:-outline-offset-2"
      >
        <pre className="w-max min-w-full py-2 font-mono text-[12px] leading-5">
          <code>
            {shown.map((line) => (
              <span key={line.number} className="flex pr-10">
                <span
                  aria-hidden
                  className="sticky left-0 shrink-0 bg-canvas pr-4 pl-3 text-right text-muted select-none"
                  style={{ width: `calc(${digits}ch + 28px)` }}
                >
                  {line.number}
                </span>
                <span className="whitespace-pre">
                  {line.pieces.map((piece, index) => {
                    const key = `${line.number}.${index}`;
                    const style = piece.color ? { color: piece.color } : undefined;
                    return piece.marked ? (
                      <mark key={key} className="rounded-xs bg-mark text-inherit" style={style}>
                        {piece.text}
                      </mark>
                    ) : (
                      <span key={key} style={style}>
                        {piece.text}
                      </span>
                    );
                  })}
                  {"\n"}
                </span>
              </span>
            ))}
          </code>
        </pre>
      </section>
      {shown.length < lines.length && (
        <button
          type="button"
          className="w-full border-t border-line px-3 py-1.5 text-left text-xs text-accent hover:bg-sunken focus-visible:-outline-offset-2"
          onClick={() => setWhole(true)}
        >
          Show all {lines.length} lines
        </button>
      )}
    </div>
  );
}

function useTokens(sql: string): Token[][] | null {
  const [found, setFound] = useState<{ sql: string; tokens: Token[][] } | null>(null);
  useEffect(() => {
    let wanted = true;
    import("./highlight")
      .then((module) => module.tokensOf(sql))
      .then((tokens) => wanted && setFound({ sql, tokens }))
      // Without colours the text is as good; there is nothing to tell anybody.
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [sql]);
  return found?.sql === sql ? found.tokens : null;
}

const SHOWN_MS = 1500;

/** Copies a text, and says so for a moment. */
export function CopyButton({ text, label = "Copy the SQL" }: { text: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <IconButton
      label={copied ? "Copied" : label}
      icon={copied ? <Check aria-hidden size={14} className="text-good" /> : <Copy aria-hidden size={14} />}
      onClick={() => navigator.clipboard.writeText(text).then(() => setCopied(true))}
    />
  );
}

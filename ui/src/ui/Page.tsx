import { type ReactNode, useEffect } from "react";

interface Props {
  title: ReactNode;
  /** The window's title; needed where `title` is not plain text. */
  windowTitle?: string;
  /** A line under the title. */
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page of text and tables: one heading, its actions, and a column that does not run too wide. */
export function Page({ title, windowTitle, lead, actions, children }: Props) {
  useWindowTitle(windowTitle ?? (typeof title === "string" ? title : ""));
  return (
    <main
      id="main"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
      tabIndex={0}
      className="min-h-0 min-w-0 flex-1 overflow-auto focus-visible:-outline-offset-2"
    >
      <div className="mx-auto max-w-7xl space-y-6 px-8 py-6">
        <header className="flex flex-wrap items-start justify-between gap-4">
          <div className="min-w-0">
            <h1 className="text-xl leading-8 font-semibold tracking-tight wrap-anywhere">{title}</h1>
            {lead && <p className="max-w-prose text-muted">{lead}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>}
        </header>
        {children}
      </div>
    </main>
  );
}

/** The window's title: what is looked at, then the product. */
export function useWindowTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} – TeraLineage` : "TeraLineage";
  }, [title]);
}

import type { ReactNode } from "react";

interface Props {
  /** Its name for screen readers. */
  label: string;
  /** Column heads; those with `number` stand right. */
  head: readonly { name: string; number?: boolean; width?: string }[];
  children: ReactNode;
}

/** A table in a frame; its head stays while it scrolls with the page. Rows are `<tr>` of `Cell`. */
export function Table({ label, head, children }: Props) {
  return (
    <div className="overflow-x-auto rounded-xl border border-line bg-surface print:overflow-visible print:rounded-none print:border-0">
      <table aria-label={label} className="w-full border-collapse text-left">
        <thead>
          <tr className="border-b border-line text-xs text-muted">
            {head.map((it) => (
              <th
                key={it.name}
                scope="col"
                className={`h-10 px-4 font-medium whitespace-nowrap ${it.number ? "text-right" : ""} ${it.width ?? ""}`}
              >
                {it.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </div>
  );
}

export function Cell({ number, children }: { number?: boolean; children: ReactNode }) {
  return (
    <td className={`px-4 py-2 align-top ${number ? "text-right tabular-nums" : "wrap-anywhere"}`}>
      {children}
    </td>
  );
}

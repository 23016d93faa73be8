import type { ReactNode } from "react";
import { Skeleton } from "./State";

interface Props {
  name: string;
  /** Undefined while it is on its way. */
  value: ReactNode | undefined;
  note?: ReactNode;
  tone?: "plain" | "danger" | "good" | "warn";
}

const TONES = { plain: "text-ink", danger: "text-danger", good: "text-good", warn: "text-warn" };

/** One number with its name; stands in a `<dl>`. */
export function Figure({ name, value, note, tone = "plain" }: Props) {
  return (
    <div className="rounded-xl border border-line bg-surface px-5 py-4">
      <dt className="text-[13px] text-muted">{name}</dt>
      <dd className={`mt-1 h-8 text-2xl leading-8 font-semibold tabular-nums ${TONES[tone]}`}>
        {value === undefined ? <Skeleton className="mt-2 h-5 w-20" /> : value}
      </dd>
      {note && <dd className="text-xs text-muted">{note}</dd>}
    </div>
  );
}

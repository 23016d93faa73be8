import { useEffect, useState } from "react";
import { Button } from "../ui/Button";
import { duration } from "../ui/format";

export type Stage = "loading" | "layout";

interface Props {
  stage: Stage;
  /** Share done, 0 to 1; null where nobody knows. */
  share: number | null;
  onCancel(): void;
}

const NAMES: Record<Stage, string> = { loading: "Loading the lineage", layout: "Arranging the tables" };
/** What is done sooner needs no notice. */
const PATIENCE_MS = 300;

/** How far a longer wait has come, and a way out of it. */
export function ProgressNotice({ stage, share, onCancel }: Props) {
  const elapsed = useElapsed();
  if (elapsed < PATIENCE_MS) return null;
  const known = share !== null && share > 0;
  const left = known ? (elapsed / share) * (1 - share) : null;
  return (
    <div
      role="status"
      className="absolute top-1/2 left-1/2 w-80 -translate-1/2 space-y-2 rounded-lg border border-line bg-surface p-4 text-[13px] shadow-xl"
    >
      <div className="flex justify-between gap-2">
        <span className="font-medium">{NAMES[stage]}</span>
        <span className="text-muted tabular-nums">{known ? `${Math.round(share * 100)} %` : ""}</span>
      </div>
      <div
        role="progressbar"
        aria-label={NAMES[stage]}
        aria-valuenow={known ? Math.round(share * 100) : undefined}
        className="h-1 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className={`h-full rounded-full bg-accent ${known ? "transition-[width]" : "w-1/3 animate-pulse"}`}
          style={known ? { width: `${share * 100}%` } : undefined}
        />
      </div>
      <div className="flex items-center justify-between text-muted tabular-nums">
        <span>
          {duration(elapsed)}
          {left !== null && left > 1_000 && ` · about ${duration(left)} left`}
        </span>
        <Button kind="quiet" onClick={onCancel} className="h-7">
          Cancel
        </Button>
      </div>
    </div>
  );
}

/** Milliseconds since it first stood here. */
function useElapsed(): number {
  const [begun] = useState(() => performance.now());
  const [now, setNow] = useState(begun);
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 100);
    return () => clearInterval(timer);
  }, []);
  return now - begun;
}

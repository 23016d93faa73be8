import { useEffect, useRef, useState } from "react";
import { Button } from "../ui/Button";
import { duration } from "../ui/format";
import { useStored } from "../ui/stored";

export type Stage = "loading" | "layout";

interface Props {
  stage: Stage;
  /** Share done, 0 to 1; null where nobody knows, so that it is judged by how long the stage took last time. */
  share: number | null;
  onCancel(): void;
}

const NAMES: Record<Stage, string> = { loading: "Loading the lineage", layout: "Arranging the tables" };
/** What is done sooner needs no notice. */
const PATIENCE_MS = 300;
/** What a stage is thought to take before it was ever waited for. */
const UNKNOWN_MS = 2_000;

/** How far a longer wait has come, and a way out of it. */
export function ProgressNotice({ stage, share, onCancel }: Props) {
  const elapsed = useElapsed();
  const usual = useUsual(stage);
  if (elapsed < PATIENCE_MS) return null;
  const done = share !== null && share > 0 ? share : judged(elapsed, usual);
  const left = (elapsed / done) * (1 - done);
  const percentage = Math.round(done * 100);
  return (
    <div
      role="status"
      className="absolute top-1/2 left-1/2 w-80 -translate-1/2 space-y-2 rounded-lg border border-line bg-surface p-4 text-[13px] shadow-xl"
    >
      <div className="flex justify-between gap-2">
        <span className="font-medium">{NAMES[stage]}</span>
        <span className="text-muted tabular-nums">{percentage} %</span>
      </div>
      <div
        role="progressbar"
        aria-label={NAMES[stage]}
        aria-valuenow={percentage}
        className="h-1 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width]"
          style={{ width: `${percentage}%` }}
        />
      </div>
      <div className="flex items-center justify-between text-muted tabular-nums">
        <span>
          {duration(elapsed)}
          {left > 1_000 && ` · about ${duration(left)} left`}
        </span>
        <Button kind="quiet" onClick={onCancel} className="h-7">
          Cancel
        </Button>
      </div>
    </div>
  );
}

/** How far something has come that usually takes so long; the longer it takes beyond that, the slower it goes on. */
function judged(elapsed: number, usual: number): number {
  return 1 - Math.exp((-1.6 * elapsed) / usual);
}

/** Milliseconds that a stage took lately; how long it takes this time is kept for the next. */
function useUsual(stage: Stage): number {
  const [usual, setUsual] = useStored(`lineage.${stage}.ms`, UNKNOWN_MS);
  const latest = useRef({ usual, setUsual });
  latest.current = { usual, setUsual };
  useEffect(() => {
    const begun = performance.now();
    return () => {
      const took = performance.now() - begun;
      if (took > PATIENCE_MS) latest.current.setUsual(Math.round((latest.current.usual + took) / 2));
    };
  }, []);
  return usual;
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

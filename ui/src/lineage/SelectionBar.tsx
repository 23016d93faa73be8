import { ArrowRight, X } from "lucide-react";
import { Button, IconButton } from "../ui/Button";
import { counted } from "../ui/format";

interface Props {
  /** Names of what is selected: one, or the two ends of a path. */
  names: readonly string[];
  /** Hops of the shortest way between two; null where there is none, undefined for fewer than two. */
  pathLength: number | null | undefined;
  /** The next click chooses the other end. */
  choosing: boolean;
  onChoose(): void;
  onOpen: (() => void) | null;
  onClear(): void;
}

/** What is selected, and what can be done with it. */
export function SelectionBar({ names, pathLength, choosing, onChoose, onOpen, onClear }: Props) {
  const [first, second] = names;
  if (first === undefined) return null;
  return (
    <div
      role="status"
      className="absolute top-3 left-1/2 flex max-w-[min(46rem,calc(100%-1.5rem))] -translate-x-1/2 items-center gap-1 rounded-lg border border-line bg-surface py-1 pr-1 pl-3 text-[13px] shadow-lg print:hidden"
    >
      <span className="truncate font-medium" title={first}>
        {first}
      </span>
      {second !== undefined && (
        <>
          <ArrowRight aria-label="to" size={14} className="shrink-0 text-muted" />
          <span className="truncate font-medium" title={second}>
            {second}
          </span>
          <span className="shrink-0 px-1 text-muted">
            {pathLength == null ? "no path in this picture" : `shortest path: ${counted(pathLength, "hop")}`}
          </span>
        </>
      )}
      {second === undefined && choosing && (
        <span className="shrink-0 px-2 text-muted">→ choose the other end</span>
      )}
      {second === undefined && !choosing && (
        <Button kind="quiet" onClick={onChoose} className="h-7">
          Path to…
        </Button>
      )}
      {onOpen && second === undefined && (
        <Button kind="quiet" onClick={onOpen} className="h-7">
          Start here
        </Button>
      )}
      <IconButton
        label="Clear the selection"
        shortcut="Esc"
        icon={<X aria-hidden size={15} />}
        onClick={onClear}
        className="size-7"
      />
    </div>
  );
}

import { Slider } from "@base-ui/react/slider";
import { useEffect, useState } from "react";
import { MAX_DEPTH, MIN_DEPTH } from "../url-state";

/** Asked for when the hand lets go, so that a drag from 2 to 9 asks once. */
export function Depth({ value, onChange }: { value: number; onChange(value: number): void }) {
  const [shown, setShown] = useState(value);
  useEffect(() => setShown(value), [value]);
  return (
    <Slider.Root
      value={shown}
      min={MIN_DEPTH}
      max={MAX_DEPTH}
      onValueChange={(next) => setShown(next as number)}
      onValueCommitted={(next) => onChange(next as number)}
      className="flex items-center gap-2 text-[13px]"
    >
      <span aria-hidden className="text-muted @max-5xl/toolbar:hidden">
        Depth
      </span>
      <Slider.Control className="mx-2 flex h-8 w-24 touch-none items-center @max-6xl/toolbar:w-16">
        <Slider.Track className="h-1 w-full rounded-full bg-line">
          <Slider.Indicator className="rounded-full bg-accent" />
          <Slider.Thumb
            aria-label="Depth in hops"
            className="size-3.5 rounded-full border-2 border-accent bg-surface has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          />
        </Slider.Track>
      </Slider.Control>
      <span className="w-5 font-medium tabular-nums">{shown}</span>
    </Slider.Root>
  );
}

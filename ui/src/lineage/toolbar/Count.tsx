/** How many of something are on, beside its name. */
export function Count({ value }: { value: number }) {
  return (
    <span className="rounded-full bg-accent-soft px-1.5 text-[11px] leading-4 font-semibold text-accent tabular-nums">
      {value}
    </span>
  );
}

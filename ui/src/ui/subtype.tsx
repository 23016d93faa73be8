/** How a value gets from one column to the next, in a word and a colour; indirect kinds are outlined, not filled. */

const DIRECT = new Set(["IDENTITY", "TRANSFORMATION", "AGGREGATION"]);

export function isDirect(subtype: string): boolean {
  return DIRECT.has(subtype);
}

/** GROUP_BY → "group by". */
export function subtypeWord(subtype: string): string {
  return subtype.toLowerCase().replaceAll("_", " ");
}

export function SubtypeTag({ subtype }: { subtype: string }) {
  return (
    <span
      className={`inline-block rounded px-1.5 text-[12px] leading-5 whitespace-nowrap ${
        isDirect(subtype) ? "bg-accent-soft text-accent" : "border border-dashed border-edge text-muted"
      }`}
    >
      {subtypeWord(subtype)}
    </span>
  );
}

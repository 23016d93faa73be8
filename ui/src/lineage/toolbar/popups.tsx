/** The looks that the toolbar's popups share. */

export const popup =
  "rounded-lg border border-line bg-surface p-1 text-[13px] shadow-xl outline-none max-h-[min(28rem,var(--available-height))] overflow-auto";

export const menuItem =
  "flex h-8 cursor-pointer items-center gap-2 rounded-md px-2 outline-none data-highlighted:bg-sunken data-disabled:pointer-events-none data-disabled:opacity-50";

export const trigger =
  "inline-flex h-8 shrink-0 items-center gap-1.5 rounded-md px-2.5 text-[13px] font-medium whitespace-nowrap text-ink hover:bg-sunken data-popup-open:bg-sunken";

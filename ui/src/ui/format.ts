/** How numbers, sizes and times read on screen; unknown is an en dash. */

const whole = new Intl.NumberFormat("en-GB");
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const minute = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

export const UNKNOWN = "–";

/** 8214 → "8,214". */
export function count(value: number | null | undefined): string {
  if (value == null) return UNKNOWN;
  // Most counts are small, and the formatter takes long where thousands are told.
  return Number.isInteger(value) && Math.abs(value) < 1000 ? String(value) : whole.format(value);
}

/** Count with its noun: "1 table", "8,214 tables". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Bytes in the largest unit that leaves a whole part: "1.4 GB". */
export function bytes(value: number | null | undefined): string {
  if (value == null) return UNKNOWN;
  const units = ["B", "kB", "MB", "GB", "TB", "PB"];
  let rest = value;
  let unit = 0;
  while (rest >= 1000 && unit < units.length - 1) {
    rest /= 1000;
    unit += 1;
  }
  return `${unit === 0 || rest >= 100 ? Math.round(rest) : rest.toFixed(1)} ${units[unit]}`;
}

/** An ISO time as a local day. */
export function date(iso: string | null | undefined): string {
  return iso ? day.format(new Date(iso)) : UNKNOWN;
}

/** An ISO time as local day and minute. */
export function dateTime(iso: string | null | undefined): string {
  return iso ? minute.format(new Date(iso)) : UNKNOWN;
}

/** Milliseconds in their largest unit: "45 s", "24 min", "3 h", "2 d". */
export function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} d`;
}

/** A share as a percentage; never 100 % while something is missing. */
export function percent(part: number, all: number): string {
  if (all === 0) return UNKNOWN;
  const share = (part / all) * 100;
  return `${part < all ? Math.min(99.9, Math.round(share * 10) / 10) : 100} %`;
}

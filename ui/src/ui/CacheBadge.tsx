import { useEffect, useState } from "react";
import { duration } from "./format";

/** What the cache said of an answer; times are `Date.now()` milliseconds. */
interface CacheState {
  hit: boolean;
  receivedAt: number;
  expiresAt: number | null;
}

interface Props {
  cache: CacheState | null | undefined;
}

const MINUTE = 60_000;

/** "cached · expires in 24 min" or "fresh", and the header's own word (HIT, MISS) in its title. */
export function CacheBadge({ cache }: Props) {
  const now = useNow(cache?.expiresAt ?? null);
  if (!cache) return null;
  const left = cache.expiresAt === null ? null : cache.expiresAt - now;
  const title = cache.hit
    ? "X-Cache: HIT. The cache answered; refresh asks the source."
    : `X-Cache: MISS. The source answered; ${left === null ? "the answer was not kept" : expiry(left)}.`;
  return (
    <span
      data-cache={cache.hit ? "HIT" : "MISS"}
      title={title}
      className={`inline-flex items-center gap-1.5 text-xs whitespace-nowrap ${cache.hit ? "text-muted" : "text-good"}`}
    >
      <span aria-hidden className={`size-1.5 rounded-full ${cache.hit ? "bg-edge" : "bg-good"}`} />
      {cache.hit ? (
        <span>
          cached ·{" "}
          {left !== null && left > 0 ? (
            <>
              {/* In a narrow toolbar the time alone must do. */}
              <span className="@max-5xl/toolbar:hidden">expires in </span>
              {duration(left)}
            </>
          ) : (
            expiry(left)
          )}
        </span>
      ) : (
        "fresh"
      )}
    </span>
  );
}

function expiry(left: number | null): string {
  if (left === null) return "expiry unknown";
  return left <= 0 ? "expired" : `expires in ${duration(left)}`;
}

/** The time, told again each quarter minute until `until`, or each second in its last minute. */
function useNow(until: number | null): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (until === null || until <= now) return;
    const timer = setTimeout(() => setNow(Date.now()), until - now > MINUTE ? MINUTE / 4 : 1000);
    return () => clearTimeout(timer);
  }, [until, now]);
  return now;
}

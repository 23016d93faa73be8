import { type RefObject, useEffect, useRef } from "react";

/** The newest value, for listeners that live longer than a render. */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}

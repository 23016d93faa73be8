import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { locate, type Place } from "./locate";
import type { Rows } from "./tree";

/**
 * Show the asset of the page in the tree: open what it hangs on, then scroll to it, once. Whoever scrolls away
 * afterwards is left in peace.
 */
export function useReveal(options: {
  /** The id of the asset, null for none. */
  current: string | null;
  rows: Rows;
  open(keys: readonly string[]): void;
  scrollTo(row: number): void;
}): void {
  const client = useQueryClient();
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const { current, rows } = options;
  const [place, setPlace] = useState<Place | null>(null);

  useEffect(() => {
    let stale = false;
    setPlace(null);
    if (current !== null) {
      locate(client, current).then(
        (found) => {
          if (stale || found === null) return;
          latest.current.open(found.branches);
          setPlace(found);
        },
        // The tree itself says what could not be loaded.
        () => undefined,
      );
    }
    return () => {
      stale = true;
    };
  }, [client, current]);

  const row = place && (rows.find(current!) ?? rows.find(place.dataset));
  useEffect(() => {
    if (row === null) return;
    latest.current.scrollTo(row);
    setPlace(null);
  }, [row]);
}

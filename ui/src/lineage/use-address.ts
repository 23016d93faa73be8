import { useCallback, useMemo } from "react";
import { useLocation, useNavigate, useParams, useSearchParams } from "react-router";
import { type LineageState, parseState, renderQuery } from "./url-state";

/** The page's state, which is its address, and how to change it. */
export function useAddress(): {
  state: LineageState;
  change(part: Partial<Omit<LineageState, "asset">>): void;
} {
  const path = useParams()["*"] ?? "";
  const [query] = useSearchParams();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const text = query.toString();
  const state = useMemo(() => parseState(path, new URLSearchParams(text)), [path, text]);
  const change = useCallback(
    (part: Partial<Omit<LineageState, "asset">>) => {
      const next = renderQuery({ ...state, ...part }).toString();
      if (next === text) return;
      // Looking around replaces the entry; what changes the picture can be gone back to.
      const replace = Object.keys(part).every((name) => name === "clusters" || name === "view");
      void navigate({ pathname, search: next }, { replace, preventScrollReset: true });
    },
    [state, text, pathname, navigate],
  );
  return { state, change };
}

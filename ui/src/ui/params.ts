import { useSearchParams } from "react-router";

/** One value of the address's query, and how to set it; `fallback` is never written. Setting keeps the rest. */
export function useParam(name: string, fallback = ""): [string, (value: string) => void] {
  const [params, setParams] = useSearchParams();
  const set = (value: string) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        if (value === fallback) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return [params.get(name) ?? fallback, set];
}

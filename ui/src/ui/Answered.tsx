import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorNotice, SkeletonRows } from "./State";

interface Props<T> {
  query: UseQueryResult<{ data: T }, Error>;
  /** What is loaded, as "The statistics". */
  what: string;
  rows?: number;
  children(data: T): ReactNode;
}

/** A question's answer, or what stands in its place while there is none: grey rows, or what went wrong. */
export function Answered<T>({ query, what, rows = 6, children }: Props<T>) {
  if (query.data) return children(query.data.data);
  if (query.error) {
    return (
      <ErrorNotice
        error={query.error}
        title={`${what} could not be loaded.`}
        onRetry={() => query.refetch()}
      />
    );
  }
  return <SkeletonRows rows={rows} label={`${what}: loading`} />;
}

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { asked, evidence } from "../../api/queries";
import type { Evidence } from "../../api/types";
import { Answered } from "../../ui/Answered";
import { count, counted, dateTime } from "../../ui/format";
import { SqlText } from "../../ui/SqlText";
import { Empty } from "../../ui/State";
import { inUnits } from "../../ui/sql-lines";
import { Ends } from "./Ends";
import { confidenceText, subtypeName } from "./wording";

const LINES_AROUND = 4;

/** Why an edge is there: every statement that made it, latest first, with the very expression marked. */
export function EvidencePanel({ edgeId }: { edgeId: string }) {
  const query = useQuery(asked(evidence(edgeId)));
  return (
    <div className="min-h-0 flex-1 overflow-auto border-t border-line p-4">
      <Answered query={query} what="The evidence" rows={10}>
        {(list) => (
          <div className="space-y-6">
            <Ends source={list.source} target={list.target} />
            {list.evidence.length === 0 ? (
              <Empty title="No statement is kept for this edge">
                It came in as a finished edge, without the SQL that made it.
              </Empty>
            ) : (
              <>
                <p className="text-xs text-muted">
                  {counted(list.total, "statement")} {list.total === 1 ? "makes" : "make"} this edge
                  {list.total > list.evidence.length &&
                    `; the latest ${count(list.evidence.length)} are shown`}
                  .
                </p>
                {list.evidence.map((it, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: statements may be alike; their order is theirs
                  <Statement key={index} it={it} />
                ))}
              </>
            )}
          </div>
        )}
      </Answered>
    </div>
  );
}

function Statement({ it }: { it: Evidence }) {
  const mark = useMemo(() => inUnits(it.sql, { start: it.spanStart, end: it.spanEnd }), [it]);
  return (
    <article className="space-y-3" aria-label={it.job}>
      <h3 className="flex flex-wrap items-center gap-2">
        <span className="font-semibold wrap-anywhere">{it.job}</span>
        <span className="rounded bg-sunken px-1.5 text-[11px] leading-4 font-medium text-muted">
          {it.jobType}
        </span>
      </h3>
      <SqlText sql={it.sql} label={`Statement of ${it.job}`} mark={mark} reach={LINES_AROUND} />
      <dl className="grid grid-cols-[7rem_1fr] gap-y-1 text-[13px]">
        <Fact name="How">{subtypeName(it.transformationSubtype)}</Fact>
        <Fact name="Confidence">
          <span className="tabular-nums">{Math.round(it.confidenceScore * 100)} %</span>
          <span className="text-muted"> · {confidenceText(it.confidenceReason)}</span>
        </Fact>
        {it.file && (
          <Fact name="File">
            {it.file}
            {it.line !== null && `:${it.line}`}
          </Fact>
        )}
        {it.queryId && <Fact name="Query id">{it.queryId}</Fact>}
        {it.user && <Fact name="User">{it.user}</Fact>}
        <Fact name="Seen">
          {counted(it.count, "time")}, {dateTime(it.firstSeen)}
          {it.lastSeen !== it.firstSeen && ` to ${dateTime(it.lastSeen)}`}
        </Fact>
      </dl>
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  );
}

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { asked, statistics } from "../../api/queries";
import { Answered } from "../../ui/Answered";
import { assetType, TypeIcon } from "../../ui/asset-type";
import { bytes, count, dateTime, UNKNOWN } from "../../ui/format";

/** Owner, age and size of a table, as the answer was when it was given. */
export function StatisticsTab({ datasetId }: { datasetId: string }) {
  const query = useQuery(asked(statistics(datasetId)));
  return (
    <Answered query={query} what="The statistics" rows={7}>
      {(it) => (
        <>
          <dl className="divide-y divide-line">
            <Fact name="Type">
              <span className="inline-flex items-center gap-2">
                <TypeIcon type={it.sourceType} size={14} />
                {assetType(it.sourceType).name}
              </span>
            </Fact>
            <Fact name="Owner">{it.creatorName ?? UNKNOWN}</Fact>
            <Fact name="Created">{dateTime(it.createTimestamp)}</Fact>
            <Fact name="Altered">{dateTime(it.lastAlterTimestamp)}</Fact>
            <Fact name="Rows">{count(it.rowCount)}</Fact>
            {it.rowCountedAt && <Fact name="Counted">{dateTime(it.rowCountedAt)}</Fact>}
            <Fact name="Size">
              {it.sizeBytes === null ? (
                UNKNOWN
              ) : (
                <span title={`${count(it.sizeBytes)} bytes`}>{bytes(it.sizeBytes)}</span>
              )}
            </Fact>
            <Fact name="Comment">{it.tableComment ?? UNKNOWN}</Fact>
          </dl>
          <p className="mt-4 text-xs text-muted">
            As of {dateTime(new Date(query.dataUpdatedAt).toISOString())}. {UNKNOWN} means that nothing read
            so far says it.
          </p>
        </>
      )}
    </Answered>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-4 py-2">
      <dt className="w-24 shrink-0 text-muted">{name}</dt>
      <dd className="min-w-0 flex-1 wrap-anywhere tabular-nums">{children}</dd>
    </div>
  );
}

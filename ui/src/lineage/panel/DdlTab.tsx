import { useQuery } from "@tanstack/react-query";
import { FileCode2 } from "lucide-react";
import { asked, ddl } from "../../api/queries";
import { Answered } from "../../ui/Answered";
import { SqlText } from "../../ui/SqlText";
import { Empty } from "../../ui/State";

/** The statement that made a table or view, and what its author wrote of it. */
export function DdlTab({ datasetId }: { datasetId: string }) {
  const query = useQuery(asked(ddl(datasetId)));
  return (
    <Answered query={query} what="The definition" rows={12}>
      {(it) => {
        const sql = it.viewSql ?? it.tableDdl;
        const comments = Object.entries(it.columnComments);
        return (
          <div className="space-y-4">
            {it.tableComment && <p>{it.tableComment}</p>}
            {it.truncated && (
              <p className="rounded-md bg-warn-soft px-3 py-2 text-[13px] text-warn">
                The catalog keeps only the beginning of this text; the rest is missing here.
              </p>
            )}
            {sql ? (
              <SqlText sql={sql} label={`Definition of ${it.databaseName}.${it.tableName}`} />
            ) : (
              <Empty icon={<FileCode2 aria-hidden size={32} />} title="No definition is known">
                It was seen in statements that use it, but the statement that made it has not been read.
              </Empty>
            )}
            {comments.length > 0 && (
              <section>
                <h3 className="mb-1 font-semibold">Comments on columns</h3>
                <dl className="divide-y divide-line">
                  {comments.map(([column, comment]) => (
                    <div key={column} className="py-1.5">
                      <dt className="font-mono text-[12px]">{column}</dt>
                      <dd className="text-muted">{comment}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            )}
          </div>
        );
      }}
    </Answered>
  );
}

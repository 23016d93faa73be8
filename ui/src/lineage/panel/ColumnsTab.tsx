import { useQuery } from "@tanstack/react-query";
import { ArrowDownRight, ArrowUpLeft, KeyRound } from "lucide-react";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { lineageLink } from "../../api/links";
import { asked, dataset } from "../../api/queries";
import type { Field } from "../../api/types";
import { Answered } from "../../ui/Answered";
import { count } from "../../ui/format";
import { Empty } from "../../ui/State";

interface Props {
  datasetId: string;
  /** The selected column. */
  field: string | null;
}

/** The columns of a table in their order; each leads to its lineage. */
export function ColumnsTab({ datasetId, field }: Props) {
  const query = useQuery(asked(dataset(datasetId)));
  return (
    <Answered query={query} what="The columns" rows={10}>
      {({ fields, description }) =>
        fields.length === 0 ? (
          <Empty title="No columns are known">
            Nothing read so far says which columns this has. Its definition would, once it is loaded.
          </Empty>
        ) : (
          <>
            {description && <p className="mb-3 text-muted">{description}</p>}
            <ul className="-mx-2 space-y-px">
              {fields.map((it) => (
                <Column key={it.id} field={it} selected={it.name.toLowerCase() === field?.toLowerCase()} />
              ))}
            </ul>
          </>
        )
      }
    </Answered>
  );
}

function Column({ field, selected }: { field: Field; selected: boolean }) {
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (selected) item.current?.scrollIntoView({ block: "nearest" });
  }, [selected]);
  return (
    <li ref={item}>
      <Link
        to={lineageLink(field.id)}
        aria-current={selected || undefined}
        className={`block rounded-md px-2 py-1.5 focus-visible:-outline-offset-2 ${selected ? "bg-accent-soft" : "hover:bg-sunken"}`}
      >
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate font-medium" title={field.name}>
            {field.name}
          </span>
          {field.primaryKey && (
            <span title="Primary key" className="self-center text-warn">
              <KeyRound role="img" aria-label="Primary key" size={13} />
            </span>
          )}
          <span className="truncate text-xs text-muted">
            {field.type}
            {field.nullable === false && " NOT NULL"}
          </span>
          <Hops field={field} />
        </span>
        {field.description && <span className="block text-xs text-muted">{field.description}</span>}
        {field.tags.length > 0 && (
          <span className="mt-0.5 flex gap-1">
            {field.tags.map((tag) => (
              <span
                key={tag}
                className="rounded bg-warn-soft px-1.5 text-[11px] leading-4 font-medium text-warn"
              >
                {tag}
              </span>
            ))}
          </span>
        )}
      </Link>
    </li>
  );
}

/** How many columns it is made from, and how many it feeds, one hop away. */
function Hops({ field }: { field: Field }) {
  return (
    <span className="flex shrink-0 gap-2 text-xs text-muted tabular-nums">
      <span title={`Made from ${count(field.upstreamCount)}`} className="flex w-8 items-center justify-end">
        <ArrowUpLeft role="img" aria-label="made from" size={12} />
        {count(field.upstreamCount)}
      </span>
      <span title={`Feeds ${count(field.downstreamCount)}`} className="flex w-8 items-center justify-end">
        <ArrowDownRight role="img" aria-label="feeds" size={12} />
        {count(field.downstreamCount)}
      </span>
    </span>
  );
}

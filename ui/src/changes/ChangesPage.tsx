import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ArrowRight, CircleDot, CircleMinus, CirclePlus, History } from "lucide-react";
import { Link } from "react-router";
import { readable } from "../api/ids";
import { lineageLink } from "../api/links";
import { asked, changes } from "../api/queries";
import type { Change } from "../api/types";
import { Button } from "../ui/Button";
import { CacheBadge } from "../ui/CacheBadge";
import { Input } from "../ui/fields";
import { count, dateTime } from "../ui/format";
import { Page } from "../ui/Page";
import { useParam } from "../ui/params";
import { Empty, ErrorNotice, SkeletonRows } from "../ui/State";
import { Cell, Table } from "../ui/Table";

const PAGE_SIZE = 50;
const HEAD = [{ name: "What", width: "w-36" }, { name: "Column or edge" }, { name: "When", width: "w-44" }];

/** What came, went or was altered between two dates. */
export function ChangesPage() {
  const [from, setFrom] = useParam("from");
  const [to, setTo] = useParam("to");
  const [database, setDatabase] = useParam("database");
  const [page, setPage] = useParam("page", "1");
  const offset = (Math.max(1, Number(page) || 1) - 1) * PAGE_SIZE;
  const range = { from: startOf(from), to: endOf(to), database: database.trim() || undefined };
  const { data, error, refetch } = useQuery({
    ...asked(changes(range, { limit: PAGE_SIZE, offset })),
    placeholderData: keepPreviousData,
  });
  const found = data?.data;
  const first = (set: (value: string) => void) => (value: string) => {
    set(value);
    if (page !== "1") setPage("1");
  };
  return (
    <Page
      title="Changes"
      lead="Columns and edges that were added, removed or altered, latest first."
      actions={<CacheBadge cache={data?.cache} />}
    >
      <form
        aria-label="Narrow the changes"
        className="flex flex-wrap items-end gap-4"
        onSubmit={(event) => event.preventDefault()}
      >
        <Input label="From" type="date" value={from} max={to || undefined} onChange={first(setFrom)} />
        <Input label="To" type="date" value={to} min={from || undefined} onChange={first(setTo)} />
        <Input
          label="Database"
          type="search"
          value={database}
          onChange={first(setDatabase)}
          placeholder="All databases"
        />
      </form>
      {error ? (
        <ErrorNotice error={error} title="The changes could not be loaded." onRetry={() => refetch()} />
      ) : !found ? (
        <SkeletonRows rows={12} label="The changes: loading" />
      ) : found.changes.length === 0 ? (
        <Empty icon={<History aria-hidden size={32} />} title="Nothing changed in this time">
          Choose other dates, or leave them empty for everything since the first load.
        </Empty>
      ) : (
        <>
          <Table label="Changes" head={HEAD}>
            {found.changes.map((it) => (
              <tr key={`${it.at} ${it.kind} ${it.id}`} className="hover:bg-sunken/60">
                <Cell>
                  <Kind change={it} />
                </Cell>
                <Cell>
                  <Subject change={it} />
                </Cell>
                <Cell>
                  <span className="whitespace-nowrap tabular-nums text-muted">{dateTime(it.at)}</span>
                </Cell>
              </tr>
            ))}
          </Table>
          <div className="flex items-center justify-between text-[13px] text-muted">
            <p className="tabular-nums">
              Showing {count(offset + 1)}–{count(offset + found.changes.length)} of {count(found.total)}
            </p>
            <div className="flex gap-2">
              <Button disabled={offset === 0} onClick={() => setPage(String(Number(page) - 1))}>
                Later
              </Button>
              <Button disabled={!found.pagination.has_next} onClick={() => setPage(String(Number(page) + 1))}>
                Earlier
              </Button>
            </div>
          </div>
        </>
      )}
    </Page>
  );
}

const KINDS: Record<string, { icon: typeof CircleDot; tone: string }> = {
  added: { icon: CirclePlus, tone: "text-good" },
  removed: { icon: CircleMinus, tone: "text-danger" },
  changed: { icon: CircleDot, tone: "text-warn" },
};

function Kind({ change }: { change: Change }) {
  const { icon: Icon, tone } = KINDS[change.kind] ?? KINDS.changed!;
  const subject = change.subject === "field" ? "column" : change.subject;
  return (
    <span className={`inline-flex items-center gap-1.5 whitespace-nowrap ${tone}`}>
      <Icon aria-hidden size={14} />
      {subject} {change.kind === "changed" ? "altered" : change.kind}
    </span>
  );
}

function Subject({ change }: { change: Change }) {
  // Ends may hold "->" in quoted names; then the parts are wrong, and no links are made of them.
  const ends = change.subject === "edge" ? change.id.split("->") : [change.id];
  return (
    <>
      {ends.map((id, index) => (
        <span key={id}>
          {index > 0 && (
            <ArrowRight role="img" aria-label="gives" size={12} className="mx-2 inline text-muted" />
          )}
          {ends.length > 2 ? (
            readable(id)
          ) : (
            <Link className="hover:text-accent hover:underline" to={lineageLink(id.replace(/\/\*$/, ""))}>
              {readable(id)}
            </Link>
          )}
        </span>
      ))}
      {change.detail && <span className="block text-xs text-muted">{change.detail}</span>}
    </>
  );
}

/** The first instant of a local day, as the server wants it. */
function startOf(day: string): string | undefined {
  return day ? new Date(`${day}T00:00:00`).toISOString() : undefined;
}

function endOf(day: string): string | undefined {
  return day ? new Date(`${day}T23:59:59.999`).toISOString() : undefined;
}

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, Download, Printer, Radar, Workflow } from "lucide-react";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { readable } from "../api/ids";
import { impactLink, lineageLink } from "../api/links";
import { asked, impact, refresh } from "../api/queries";
import { Button, buttonClass } from "../ui/Button";
import { CacheBadge } from "../ui/CacheBadge";
import { Figure } from "../ui/Figure";
import { Choice, Input, Tick } from "../ui/fields";
import { download } from "../ui/files";
import { count, counted } from "../ui/format";
import { Page } from "../ui/Page";
import { useParam } from "../ui/params";
import { RefreshButton } from "../ui/RefreshButton";
import { Empty, ErrorNotice, SkeletonRows } from "../ui/State";
import { ImpactTable } from "./ImpactTable";
import { byDepth, narrow, toCsv, totals } from "./report";

const DEPTHS = [1, 2, 3, 5, 10, 20].map((depth) => ({
  value: String(depth),
  name: `${depth} ${depth === 1 ? "hop" : "hops"}`,
}));
const WAYS = [
  { value: "", name: "Direct and indirect" },
  { value: "direct", name: "Direct" },
  { value: "indirect", name: "Only indirect" },
];

/** What breaks behind the table or column that the address names. */
export function ImpactPage() {
  const asset = useParams()["*"] ?? "";
  if (asset === "") {
    return (
      <Page title="Impact">
        <Empty icon={<Radar aria-hidden size={32} />} title="What do you want to change?">
          Choose a table or column on the left, and see everything that is made from it.
        </Empty>
      </Page>
    );
  }
  return <Report key={asset} asset={asset} />;
}

function Report({ asset }: { asset: string }) {
  const client = useQueryClient();
  const [depth, setDepth] = useParam("depth", "5");
  const [indirect, setIndirect] = useParam("indirect");
  const [q, setQ] = useParam("q");
  const [database, setDatabase] = useParam("database");
  const [how, setHow] = useParam("how");
  const [refreshing, setRefreshing] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const question = impact(asset, Number(depth), indirect === "1");
  const { data, error, refetch } = useQuery(asked(question));
  const name = readable(data?.data.source ?? asset);
  const all = data?.data.impacted;
  const rows = all && narrow(all, { q, database, how });
  const sums = rows && totals(rows);
  const databases = all ? [...new Set(all.map((it) => it.database))].sort() : [];

  async function askAnew() {
    setRefreshing(true);
    setFailure(null);
    await refresh(client, question).catch(setFailure);
    setRefreshing(false);
  }

  return (
    <Page
      title={
        <>
          Impact of <span className="text-accent">{name}</span>
        </>
      }
      windowTitle={`Impact of ${name}`}
      lead={`Every column that would notice a change, up to ${depth} ${depth === "1" ? "hop" : "hops"} downstream.`}
      actions={
        <>
          <CacheBadge cache={data?.cache} />
          <RefreshButton label="Refresh the impact" refreshing={refreshing} onRefresh={askAnew} />
          <Link className={buttonClass()} to={lineageLink(asset)}>
            <Workflow aria-hidden size={14} /> Lineage
          </Link>
          <Button
            icon={<Printer aria-hidden size={14} />}
            disabled={!rows?.length}
            onClick={() => window.print()}
          >
            Print
          </Button>
          <Button
            icon={<Download aria-hidden size={14} />}
            disabled={!rows?.length}
            onClick={() => rows && download(`impact-${name}.csv`, toCsv(rows), "text/csv")}
          >
            CSV
          </Button>
        </>
      }
    >
      {(error || failure) && (
        <ErrorNotice
          error={(failure ?? error)!}
          title="The impact could not be loaded."
          onRetry={failure ? askAnew : () => refetch()}
          linkTo={impactLink}
        />
      )}
      {!error && (
        <>
          <dl className="grid grid-cols-2 gap-4 lg:grid-cols-4">
            <Figure
              name="Impacted columns"
              value={sums && count(sums.fields)}
              note={sums ? `in ${counted(sums.tables, "table")}` : <>&nbsp;</>}
            />
            <Figure
              name="Critical"
              value={sums && count(sums.critical)}
              note="one hop away"
              tone={sums?.critical ? "danger" : "plain"}
            />
            <Figure name="Databases" value={sums && count(sums.databases)} note={<>&nbsp;</>} />
            <Figure name="Farthest" value={sums && count(sums.deepest)} note="hops away" />
          </dl>
          <form
            aria-label="Narrow the list"
            className="flex flex-wrap items-end gap-4 print:hidden"
            onSubmit={(event) => event.preventDefault()}
          >
            <Input label="Name contains" type="search" value={q} onChange={setQ} className="w-56" />
            <Choice
              label="Database"
              value={database}
              options={[
                { value: "", name: "All databases" },
                ...databases.filter((it) => it !== "").map((it) => ({ value: it, name: it })),
              ]}
              onChange={setDatabase}
            />
            <Choice label="Kind" value={how} options={WAYS} onChange={setHow} />
            <Choice label="As far as" value={depth} options={DEPTHS} onChange={setDepth} />
            <Tick
              label="Follow filters, joins and the like"
              checked={indirect === "1"}
              onChange={(checked) => setIndirect(checked ? "1" : "")}
            />
          </form>
          {rows === undefined ? (
            <SkeletonRows rows={10} label="The impact: loading" />
          ) : rows.length > 0 ? (
            <ImpactTable depths={byDepth(rows)} />
          ) : all?.length ? (
            <Empty title="Nothing fits these filters">
              Widen them to see the {count(all.length)} impacted columns.
            </Empty>
          ) : (
            <Empty icon={<CircleCheck aria-hidden size={32} />} title="Nothing behind this is known">
              No statement read so far carries its values on. Filters and joins may still use it: tick the box
              above.
            </Empty>
          )}
        </>
      )}
    </Page>
  );
}

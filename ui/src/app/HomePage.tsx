import { useQuery } from "@tanstack/react-query";
import { ArrowRight, GitCompareArrows, Radar, ShieldCheck, Workflow } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { asked, storeStatistics } from "../api/queries";
import { Figure } from "../ui/Figure";
import { count } from "../ui/format";
import { Page } from "../ui/Page";
import { ErrorNotice } from "../ui/State";

/** Where one begins: what is known, and the ways into it. */
export function HomePage() {
  const { data, error, refetch } = useQuery(asked(storeStatistics()));
  const it = data?.data;
  return (
    <Page
      title="Where does this column come from, and what breaks behind it?"
      windowTitle=""
      lead="Choose a table or column on the left, or press Ctrl+K and type a part of its name."
    >
      {error ? (
        <ErrorNotice
          error={error}
          title="The server's figures could not be loaded."
          onRetry={() => refetch()}
        />
      ) : (
        <dl className="grid grid-cols-2 gap-4 lg:grid-cols-4">
          <Figure name="Tables and views" value={it && count(it.datasets)} />
          <Figure name="Columns" value={it && count(it.fields)} />
          <Figure name="Edges" value={it && count(it.edges)} />
          <Figure name="Statements read" value={it && count(it.statementsRead)} />
        </dl>
      )}
      <ul className="grid gap-4 md:grid-cols-2">
        <Way to="/lineage" icon={<Workflow aria-hidden size={20} />} title="Trace a column">
          See every column it is made from and every column it feeds, with the SQL that proves each step.
        </Way>
        <Way to="/impact" icon={<Radar aria-hidden size={20} />} title="Judge a change">
          List what stands behind a table or column before you alter it, by distance and by database.
        </Way>
        <Way to="/changes" icon={<GitCompareArrows aria-hidden size={20} />} title="See what changed">
          Edges and columns that came, went or were altered between two dates.
        </Way>
        <Way to="/coverage" icon={<ShieldCheck aria-hidden size={20} />} title="Know the gaps">
          Which statements were read, which were skipped, and why.
        </Way>
      </ul>
    </Page>
  );
}

function Way({
  to,
  icon,
  title,
  children,
}: {
  to: string;
  icon: ReactNode;
  title: string;
  children: ReactNode;
}) {
  return (
    <li>
      <Link
        to={to}
        className="group flex h-full gap-4 rounded-xl border border-line bg-surface p-5 transition-colors hover:border-accent"
      >
        <span className="flex size-10 shrink-0 items-center justify-center rounded-lg bg-accent-soft text-accent">
          {icon}
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-1 font-semibold">
            {title}
            <ArrowRight
              aria-hidden
              size={14}
              className="-translate-x-1 opacity-0 transition group-hover:translate-x-0 group-hover:opacity-100"
            />
          </span>
          <span className="text-muted">{children}</span>
        </span>
      </Link>
    </li>
  );
}

import { useQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { asked, storeStatistics } from "../api/queries";
import type { CoverageRow, StoreStatistics } from "../api/types";
import { Answered } from "../ui/Answered";
import { CacheBadge } from "../ui/CacheBadge";
import { Figure } from "../ui/Figure";
import { count, percent } from "../ui/format";
import { Page } from "../ui/Page";
import { Empty } from "../ui/State";
import { Cell, Table } from "../ui/Table";

const HEAD = [
  { name: "Statement", width: "w-56" },
  { name: "Understood" },
  { name: "Read", number: true, width: "w-20" },
  { name: "Fully", number: true, width: "w-20" },
  { name: "Partly", number: true, width: "w-20" },
  { name: "Skipped", number: true, width: "w-20" },
  { name: "Why not" },
];

/** Which statements were read, and which were not and why: so that one knows what one does not see. */
export function CoveragePage() {
  const query = useQuery(asked(storeStatistics()));
  return (
    <Page
      title="Coverage"
      lead="What was read and understood, and what was not. A column that misses an edge may owe it to a statement below."
      actions={<CacheBadge cache={query.data?.cache} />}
    >
      <Answered query={query} what="The coverage" rows={12}>
        {(it) => (it.statementsRead === 0 ? <Nothing /> : <Coverage it={it} />)}
      </Answered>
    </Page>
  );
}

function Nothing() {
  return (
    <Empty icon={<ScrollText aria-hidden size={32} />} title="No statement has been read yet">
      Extract lineage from your scripts first:{" "}
      <code className="font-mono text-[13px]">teralineage extract --help</code>
    </Empty>
  );
}

function Coverage({ it }: { it: StoreStatistics }) {
  const sum = (of: (row: CoverageRow) => number) => it.coverage.reduce((total, row) => total + of(row), 0);
  const fully = sum((row) => row.parsed);
  const partly = sum((row) => row.partly);
  const skipped = sum((row) => row.skipped);
  const rows = [...it.coverage].sort(
    (a, b) => b.skipped - a.skipped || b.partly - a.partly || b.read - a.read,
  );
  return (
    <>
      <dl className="grid grid-cols-2 gap-4 lg:grid-cols-4">
        <Figure name="Statements read" value={count(it.statementsRead)} note={<>&nbsp;</>} />
        <Figure name="Understood" value={count(fully)} note={percent(fully, it.statementsRead)} tone="good" />
        <Figure name="Understood in part" value={count(partly)} note={percent(partly, it.statementsRead)} />
        <Figure
          name="Skipped"
          value={count(skipped)}
          note={percent(skipped, it.statementsRead)}
          tone={skipped > 0 ? "warn" : "plain"}
        />
      </dl>
      <Table label="Coverage by kind of statement" head={HEAD}>
        {rows.map((row) => (
          <tr key={row.kind} className="hover:bg-sunken/60">
            <Cell>
              <span className="font-medium">{row.kind}</span>
            </Cell>
            <Cell>
              <Bar row={row} />
            </Cell>
            <Cell number>{count(row.read)}</Cell>
            <Cell number>{count(row.parsed)}</Cell>
            <Cell number>{count(row.partly)}</Cell>
            <Cell number>{count(row.skipped)}</Cell>
            <Cell>
              <Reasons reasons={row.reasons} />
            </Cell>
          </tr>
        ))}
      </Table>
    </>
  );
}

/** The shares of one kind as a bar; the numbers beside it say the same. */
function Bar({ row }: { row: CoverageRow }) {
  const share = (part: number) => `${(part / Math.max(1, row.read)) * 100}%`;
  return (
    <span aria-hidden className="my-1.5 flex h-2 min-w-24 overflow-hidden rounded-full bg-sunken">
      <span className="bg-good" style={{ width: share(row.parsed) }} />
      <span className="bg-warn" style={{ width: share(row.partly) }} />
      <span className="bg-danger" style={{ width: share(row.skipped) }} />
    </span>
  );
}

function Reasons({ reasons }: { reasons: Record<string, number> }) {
  const sorted = Object.entries(reasons).sort(([, a], [, b]) => b - a);
  return (
    <ul>
      {sorted.map(([reason, times]) => (
        <li key={reason}>
          {reason.replaceAll("-", " ")} <span className="text-muted tabular-nums">× {count(times)}</span>
        </li>
      ))}
    </ul>
  );
}

import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { Link } from "react-router";
import { lineageLink } from "../api/links";
import type { ImpactedField } from "../api/types";
import { TypeBadge } from "../ui/asset-type";
import { Button } from "../ui/Button";
import { count, counted } from "../ui/format";
import { SubtypeTag } from "../ui/subtype";
import { Cell, Table } from "../ui/Table";
import type { Depth } from "./report";

const AT_ONCE = 200;
const HEAD = [
  { name: "Column", width: "w-1/4" },
  { name: "Table" },
  { name: "Type", width: "w-28" },
  { name: "How", width: "w-40" },
];

/** The impacted columns, a table for each distance. */
export function ImpactTable({ depths }: { depths: readonly Depth[] }) {
  return depths.map(({ depth, rows }) => (
    <section key={depth} aria-labelledby={`depth-${depth}`} className="break-inside-auto">
      <h2 id={`depth-${depth}`} className="mb-2 flex items-baseline gap-2 font-semibold">
        {depth === 1 ? "One hop away" : `${depth} hops away`}
        <span className="text-[13px] font-normal text-muted">
          {counted(rows.length, "column")}
          {depth === 1 && ", fed from it directly"}
        </span>
      </h2>
      <Rows label={`Columns ${counted(depth, "hop")} away`} rows={rows} />
    </section>
  ));
}

function Rows({ label, rows }: { label: string; rows: readonly ImpactedField[] }) {
  const [shown, setShown] = useState(AT_ONCE);
  const printing = usePrinting();
  const visible = printing ? rows : rows.slice(0, shown);
  return (
    <>
      <Table label={label} head={HEAD}>
        {visible.map((it) => (
          <tr key={it.id} className="hover:bg-sunken/60">
            <Cell>
              <Link
                className="font-medium hover:text-accent hover:underline"
                to={lineageLink(it.id.replace(/\/\*$/, ""))}
              >
                {it.field === "*" ? "every row" : it.field}
              </Link>
            </Cell>
            <Cell>
              {it.database !== "" && <span className="text-muted">{it.database}.</span>}
              {it.table}
            </Cell>
            <Cell>
              <TypeBadge type={it.sourceType} />
            </Cell>
            <Cell>
              <SubtypeTag subtype={it.impactType} />
              {it.viaIndirectOnly && (
                <span className="ml-2 text-xs whitespace-nowrap text-muted">indirect</span>
              )}
            </Cell>
          </tr>
        ))}
      </Table>
      {rows.length > visible.length && (
        <Button className="mt-2" onClick={() => setShown(shown + AT_ONCE * 5)}>
          Show more ({count(rows.length - visible.length)} left)
        </Button>
      )}
    </>
  );
}

/** True while the browser makes a printout, which holds every row. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);
  return printing;
}

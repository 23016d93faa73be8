import { ChevronDown } from "lucide-react";
import { useMemo } from "react";
import { useStored } from "../ui/stored";
import { useDark } from "../ui/theme";
import type { Graph } from "./graph/graph";
import { DARK, LIGHT, SUBTYPE_NAMES } from "./graph/palette";
import { isDirect, SUBTYPES } from "./graph/types";

/** What the lines mean: those subtypes that the graph has. */
export function Legend({ graph }: { graph: Graph }) {
  const [open, setOpen] = useStored("lineage.legend", true);
  const palette = useDark() ? DARK : LIGHT;
  const present = useMemo(() => new Set(graph.edges.rank), [graph]);
  const shown = SUBTYPES.map((subtype, rank) => ({ subtype, rank }))
    .filter(({ rank }) => present.has(rank))
    .reverse();
  if (shown.length === 0) return null;
  return (
    <section
      aria-label="Legend"
      className="absolute bottom-3 left-3 rounded-lg border border-line bg-surface text-xs print:hidden"
    >
      <button
        type="button"
        aria-expanded={open}
        className="flex h-7 w-full items-center gap-1 px-2.5 font-medium text-muted hover:text-ink"
        onClick={() => setOpen(!open)}
      >
        Edges
        <ChevronDown aria-hidden size={14} className={`transition-transform ${open ? "" : "-rotate-90"}`} />
      </button>
      {open && (
        <ul className="space-y-1 px-2.5 pb-2">
          {shown.map(({ subtype, rank }) => (
            <li key={subtype} className="flex items-center gap-2">
              <svg width="26" height="8" aria-hidden>
                <path
                  d="M0 4h20"
                  stroke={palette.edges[subtype]}
                  strokeWidth="2"
                  strokeDasharray={isDirect(rank) ? undefined : "4 3"}
                />
                <path d="M26 4l-7-3.5v7z" fill={palette.edges[subtype]} />
              </svg>
              {SUBTYPE_NAMES[subtype]}
            </li>
          ))}
          <li className="pt-0.5 text-muted">Fainter lines are less certain.</li>
        </ul>
      )}
    </section>
  );
}

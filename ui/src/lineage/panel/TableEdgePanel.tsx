import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { asked, tableLineage } from "../../api/queries";
import { Answered } from "../../ui/Answered";
import { counted } from "../../ui/format";
import { Empty } from "../../ui/State";
import { asGraph } from "../as-graph";
import { edgeId, type Graph, isWhole, nodeName } from "../graph/graph";
import { isDirect, SUBTYPES } from "../graph/types";
import { Ends } from "./Ends";
import { subtypeName } from "./wording";

interface Props {
  /** Ids of the two tables. */
  source: string;
  target: string;
  /** Show the evidence of one edge of columns. */
  onEdge(edgeId: string): void;
}

/** What an edge between two tables is made of: the edges of their columns, each of which leads to its evidence. */
export function TableEdgePanel({ source, target, onEdge }: Props) {
  const walk = { direction: "upstream", maxDepth: 1, granularity: "field", indirect: true } as const;
  const query = useQuery(asked(asGraph(tableLineage(target, walk), "field")));
  return (
    <div className="min-h-0 flex-1 overflow-auto border-t border-line p-4">
      <Answered query={query} what="The columns of this edge" rows={10}>
        {({ graph }) => {
          const edges = between(graph, source, target);
          return (
            <div className="space-y-4">
              <Ends source={source} target={target} />
              {edges.length === 0 ? (
                <Empty title="No columns are known to carry this edge">
                  It came in between the tables as a whole.
                </Empty>
              ) : (
                <>
                  <p className="text-xs text-muted">
                    {counted(edges.length, "edge")} of columns {edges.length === 1 ? "makes" : "make"} this
                    one. Choose one to see the statements behind it.
                  </p>
                  <ul aria-label="Edges of columns" className="-mx-2 space-y-px">
                    {edges.map((edge) => (
                      <ColumnEdge key={edge} graph={graph} edge={edge} onEdge={onEdge} />
                    ))}
                  </ul>
                </>
              )}
            </div>
          );
        }}
      </Answered>
    </div>
  );
}

function ColumnEdge({ graph, edge, onEdge }: { graph: Graph; edge: number; onEdge(id: string): void }) {
  const { source, target, rank } = graph.edges;
  const to = target[edge]!;
  return (
    <li>
      <button
        type="button"
        className="flex w-full items-center gap-2 rounded-md px-2 py-1.5 text-left hover:bg-sunken focus-visible:-outline-offset-2"
        onClick={() => onEdge(edgeId(graph, edge))}
      >
        <span className="min-w-0 flex-1">
          <span className="block wrap-anywhere">
            <span className="font-medium">{nodeName(graph, source[edge]!)}</span>
            <span className="text-muted"> → </span>
            <span className="font-medium">{isWhole(graph, to) ? "every row" : nodeName(graph, to)}</span>
          </span>
          <span className="block text-xs text-muted">{subtypeName(SUBTYPES[rank[edge]!]!)}</span>
        </span>
        <ChevronRight aria-hidden size={14} className="shrink-0 text-muted" />
      </button>
    </li>
  );
}

/** The edges from one table to another, those that give values first. */
function between(graph: Graph, source: string, target: string): number[] {
  const [from, to] = [source, target].map((id) => graph.datasets.findIndex((dataset) => dataset.id === id));
  const { dataset } = graph.nodes;
  const { edges } = graph;
  return [...edges.source.keys()]
    .filter((edge) => dataset[edges.source[edge]!] === from && dataset[edges.target[edge]!] === to)
    .sort((a, b) => Number(isDirect(edges.rank[b]!)) - Number(isDirect(edges.rank[a]!)));
}

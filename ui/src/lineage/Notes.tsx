import { counted, dateTime } from "../ui/format";
import type { Graph } from "./graph/graph";
import type { LineageData } from "./use-lineage";

/** One line under the toolbar: what went wrong or is left out of an otherwise good picture. */
export function Notes(props: {
  data: LineageData;
  graph: Graph | null;
  /** The instant that is looked back to. */
  asOf: string | null;
  notice: string;
}) {
  const { data, graph, asOf, notice } = props;
  const notes = [
    asOf !== null && `This is the graph as it was on ${dateTime(asOf)}.`,
    graph?.truncated &&
      `The graph was cut for size${graph.omittedEdges ? `: ${counted(graph.omittedEdges, "edge")} left out` : ""}. Lower the depth or start further in.`,
    data.omittedTables > 0 && `${counted(data.omittedTables, "table")} of this database left out.`,
    data.graph && data.error?.message,
  ].filter(Boolean);
  return (
    <>
      <p role="status" className="sr-only">
        {notice}
      </p>
      {notes.length > 0 && (
        <p role="status" className="border-b border-line bg-warn-soft px-4 py-1.5 text-[13px] text-warn">
          {notes.join(" ")}
        </p>
      )}
    </>
  );
}

import type { Question } from "../api/queries";
import type { ColumnarDatabaseLineage, ColumnarLineage } from "../api/types";
import type { LineageAnswer } from "./graph/read";
import { read } from "./graph/read-service";
import type { Granularity } from "./graph/types";

/** A question for arrays, whose answer is read into a graph. */
export function asGraph(
  { path, params }: Question<ColumnarLineage> | Question<ColumnarDatabaseLineage>,
  granularity: Granularity,
): Question<LineageAnswer> {
  return { path, params, read: (bytes) => read(bytes, granularity) };
}

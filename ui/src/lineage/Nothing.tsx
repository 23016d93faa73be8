import { Workflow } from "lucide-react";
import { ApiError } from "../api/client";
import { lineageLink } from "../api/links";
import { Empty, ErrorNotice } from "../ui/State";

/** What stands where there is no picture: what to do next, or what went wrong. */
export function Nothing(props: { state: { kind: string } | null; error: Error | null; onRetry(): void }) {
  if (props.state === null) {
    return (
      <Empty icon={<Workflow aria-hidden size={32} />} title="Choose a table or a column">
        Pick one in the list on the left, or press Ctrl K to search.
      </Empty>
    );
  }
  if (props.error) {
    const { error } = props;
    const fault = error instanceof ApiError ? error : { message: error.message };
    return (
      <div className="mx-auto w-full max-w-2xl p-8">
        <ErrorNotice
          error={fault}
          title="The lineage could not be loaded."
          onRetry={props.onRetry}
          linkTo={lineageLink}
        />
      </div>
    );
  }
  return (
    <Empty title="Loading was called off">
      <button type="button" className="text-accent underline underline-offset-2" onClick={props.onRetry}>
        Load it again
      </button>
    </Empty>
  );
}

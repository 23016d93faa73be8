import type { Selection } from "../selection";

interface Props {
  selection: Selection;
  onClose(): void;
}

/** What is known of the selected table, column or edge. */
export function DetailPanel({ selection, onClose }: Props) {
  return (
    <aside aria-label="Details" className="w-96 border-l border-line bg-surface p-4">
      <p>{selection.kind === "edge" ? selection.edgeId : selection.datasetId}</p>
      <button type="button" onClick={onClose}>
        Close
      </button>
    </aside>
  );
}

import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { IconButton } from "../ui/Button";

const KEYS: [keys: string[], what: string][] = [
  [["F"], "Fit the whole graph"],
  [["Shift F"], "Fit the selection"],
  [["+", "−"], "Zoom in and out"],
  [["/", "Ctrl F"], "Search in the graph"],
  [["Ctrl G"], "Group by database"],
  [["←", "→"], "Walk up- or downstream along an edge"],
  [["↑", "↓"], "The row or table above or below"],
  [["Space"], "Open or close the selected table"],
  [["Enter"], "Start from the selected table or column"],
  [["Shift click"], "Shortest path from the selection to here"],
  [["Esc"], "Clear the selection"],
  [["?"], "This list"],
];

/** Every key of the lineage page. */
export function Shortcuts({ open, onClose }: { open: boolean; onClose(): void }) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup className="fixed top-1/2 left-1/2 z-50 w-[26rem] -translate-1/2 rounded-xl border border-line bg-surface p-5 shadow-2xl">
          <div className="mb-3 flex items-center justify-between">
            <Dialog.Title className="font-semibold">Keyboard shortcuts</Dialog.Title>
            <Dialog.Close render={<IconButton label="Close" icon={<X aria-hidden size={16} />} />} />
          </div>
          <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2 text-[13px]">
            {KEYS.map(([keys, what]) => (
              <div key={what} className="contents">
                <dt className="flex gap-1">
                  {keys.map((key) => (
                    <kbd
                      key={key}
                      className="rounded border border-line bg-sunken px-1.5 font-sans text-xs leading-5"
                    >
                      {key}
                    </kbd>
                  ))}
                </dt>
                <dd className="text-muted">{what}</dd>
              </div>
            ))}
          </dl>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

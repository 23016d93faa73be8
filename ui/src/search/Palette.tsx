import { Dialog } from "@base-ui/react/dialog";
import { Search } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";

const load = () => import("./Finder");
const Finder = lazy(load);

/** The search of the top bar: a button, and Ctrl+K from anywhere. */
export function Palette() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    // Fetched once the page stands, so that it is there before somebody types.
    void load();
    const onKey = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== "k" ||
        !(event.ctrlKey || event.metaKey) ||
        event.shiftKey ||
        event.altKey
      )
        return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className="flex h-8 w-full max-w-72 items-center gap-2 rounded-md border border-edge/60 bg-surface px-2.5 text-[13px] text-muted hover:border-edge">
        <Search aria-hidden size={14} />
        <span className="flex-1 text-left">Search</span>
        <kbd className="rounded border border-line px-1 font-sans text-[11px]">Ctrl K</kbd>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup className="fixed top-[12vh] left-1/2 z-50 flex max-h-[70vh] w-[40rem] -translate-x-1/2 flex-col overflow-hidden rounded-xl border border-line bg-surface shadow-2xl">
          <Dialog.Title className="sr-only">Search databases, tables and columns</Dialog.Title>
          <Suspense fallback={<div className="h-24" />}>
            <Finder onLeave={() => setOpen(false)} />
          </Suspense>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Search } from "lucide-react";
import { type RefObject, useMemo, useState } from "react";
import { type Found, findInView } from "../graph/find";
import { portId, type View } from "../graph/to-view";
import { menuItem, popup } from "./popups";

interface Props {
  view: View | null;
  inputRef: RefObject<HTMLInputElement | null>;
  onFind(id: string): void;
}

/** Finds tables and columns that are in the picture; arrows and Enter choose. */
export function GraphSearch({ view, inputRef, onFind }: Props) {
  const [text, setText] = useState("");
  const found = useMemo(() => (view ? findInView(view, text) : []), [view, text]);
  return (
    <Autocomplete.Root
      items={found}
      mode="none"
      autoHighlight
      value={text}
      onValueChange={(value, details) => {
        if (details.reason !== "item-press") setText(value);
      }}
      itemToStringValue={(hit: Found) => hit.name}
    >
      <div className="flex h-8 w-48 items-center @max-6xl/toolbar:w-36 @max-5xl/toolbar:w-28 gap-2 rounded-md border border-edge/60 bg-surface px-2 focus-within:border-accent">
        <Search aria-hidden size={14} className="text-muted" />
        <Autocomplete.Input
          ref={inputRef}
          aria-label="Search in the graph"
          placeholder="Search in the graph"
          className="min-w-0 flex-1 bg-transparent text-[13px] outline-none placeholder:text-muted"
        />
        <kbd
          aria-hidden
          className="rounded border border-line px-1 font-sans text-[11px] text-muted @max-6xl/toolbar:hidden"
        >
          /
        </kbd>
      </div>
      <Autocomplete.Portal>
        <Autocomplete.Positioner sideOffset={4} align="end" className="z-50">
          <Autocomplete.Popup className={`${popup} w-80 ${text.trim() ? "" : "hidden"}`}>
            <Autocomplete.Empty className="px-2 py-2 text-muted empty:hidden">
              Nothing in the picture has that name.
            </Autocomplete.Empty>
            <Autocomplete.List>
              {(hit: Found) => (
                <Autocomplete.Item
                  key={hit.port}
                  value={hit}
                  className={menuItem}
                  onClick={() => {
                    if (view) onFind(portId(view, hit.port));
                    setText("");
                  }}
                >
                  <span className="truncate font-medium">{hit.name}</span>
                  <span className="min-w-0 flex-1 truncate text-right text-xs text-muted">{hit.within}</span>
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  );
}

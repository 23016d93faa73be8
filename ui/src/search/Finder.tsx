import { Autocomplete } from "@base-ui/react/autocomplete";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { searchLink } from "../api/links";
import { asked, search } from "../api/queries";
import { useSettled } from "../ui/settled";
import { HitLine } from "./HitLine";
import { type Group, groupsOf, type Hit } from "./results";

const ENOUGH = 2;
const LIMIT = 8;

/** The inside of the palette: a box and what it finds. Loaded when it is first opened. */
export default function Finder({ onLeave }: { onLeave(): void }) {
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const query = useSettled(text.trim(), 120);
  const enough = query.length >= ENOUGH;
  const { data, error, isFetching, isPlaceholderData } = useQuery({
    ...asked(search(query, LIMIT)),
    enabled: enough,
    placeholderData: keepPreviousData,
  });
  const groups = enough && data ? groupsOf(data.data) : [];

  function go(href: string) {
    onLeave();
    navigate(href);
  }

  return (
    <Autocomplete.Root
      items={groups.map((group) => ({ value: group.name, items: group.hits }))}
      mode="none"
      inline
      open
      autoHighlight="always"
      value={text}
      onValueChange={(value, details) => {
        if (details.reason !== "item-press") setText(value);
      }}
      itemToStringValue={(hit: Hit) => hit.name}
    >
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search aria-hidden size={16} className="text-muted" />
        <Autocomplete.Input
          aria-label="Search databases, tables and columns"
          placeholder="Search databases, tables and columns"
          className="h-12 min-w-0 flex-1 bg-transparent text-[15px] outline-none placeholder:text-muted"
          autoFocus
          onKeyDown={(event) => {
            // Enter never takes a hit of what was typed before.
            if (event.key === "Enter" && (isPlaceholderData || text.trim() !== query))
              event.preventBaseUIHandler();
          }}
        />
        <kbd className="rounded border border-line px-1 text-[11px] text-muted">Esc</kbd>
      </div>
      <Autocomplete.Status className="px-4 py-3 text-xs text-muted empty:hidden">
        {messageFor({ enough, error, isFetching, groups })}
      </Autocomplete.Status>
      <Autocomplete.List className="min-h-0 overflow-auto p-2 empty:hidden">
        {(group: { value: string; items: Hit[] }) => (
          <Autocomplete.Group key={group.value} items={group.items}>
            <Autocomplete.GroupLabel className="px-2 pt-2 pb-1 text-xs font-medium text-muted">
              {group.value}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(hit: Hit) => (
                <Autocomplete.Item
                  key={hit.key}
                  value={hit}
                  onClick={() => go(hit.href)}
                  className="flex h-9 cursor-pointer items-center gap-2 rounded-md px-2 data-highlighted:bg-sunken"
                >
                  <HitLine hit={hit} query={query} />
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
      {groups.length > 0 && (
        <button
          type="button"
          className="border-t border-line px-4 py-2.5 text-left text-[13px] text-accent hover:bg-sunken"
          onClick={() => go(searchLink(query))}
        >
          All results for “{query}”
        </button>
      )}
    </Autocomplete.Root>
  );
}

interface Standing {
  enough: boolean;
  error: Error | null;
  isFetching: boolean;
  groups: Group[];
}

function messageFor({ enough, error, isFetching, groups }: Standing): string {
  if (!enough) return "Type at least two characters. A slip of the finger is forgiven.";
  if (error) return error.message;
  if (groups.length > 0) return "";
  return isFetching ? "Searching…" : "Nothing has a name like that.";
}

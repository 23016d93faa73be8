import { Popover } from "@base-ui/react/popover";
import { History } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/Button";
import { dateTime } from "../../ui/format";
import { popup, trigger } from "./popups";

interface Props {
  /** An instant (ISO 8601); null for now. */
  value: string | null;
  onChange(value: string | null): void;
}

/** The day and hour whose graph is shown. */
export function AsOf({ value, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const wanted = text === "" ? null : new Date(text);
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) setText(localText(value));
      }}
    >
      <Popover.Trigger
        className={`${trigger} ${value === null ? "" : "bg-accent-soft text-accent"}`}
        aria-label={value === null ? "As of now: choose another time" : `As of ${dateTime(value)}`}
        title={value === null ? "Look back: the graph as it was" : "The graph as it was"}
      >
        <History aria-hidden size={15} className={value === null ? "text-muted" : ""} />
        {value !== null && <span className="@max-6xl/toolbar:hidden">{dateTime(value)}</span>}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={4} align="start" className="z-50">
          <Popover.Popup className={popup}>
            <form
              className="w-72 space-y-3 p-2"
              onSubmit={(event) => {
                event.preventDefault();
                if (wanted) onChange(wanted.toISOString());
                setOpen(false);
              }}
            >
              <Popover.Title className="font-semibold">The graph as it was</Popover.Title>
              <label className="block">
                <span className="mb-1 block text-muted">On this day, at this time</span>
                <input
                  type="datetime-local"
                  required
                  max={localText(new Date().toISOString())}
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                  className="h-8 w-full rounded-md border border-edge/60 bg-surface px-2"
                />
              </label>
              <div className="flex justify-end gap-2">
                {value !== null && (
                  <Button
                    kind="quiet"
                    onClick={() => {
                      onChange(null);
                      setOpen(false);
                    }}
                  >
                    Back to now
                  </Button>
                )}
                <Button kind="primary" type="submit">
                  Show
                </Button>
              </div>
            </form>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** An instant as a field for local date and time holds it: `2026-05-03T12:00`. */
function localText(iso: string | null): string {
  if (iso === null) return "";
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime())) return "";
  return new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

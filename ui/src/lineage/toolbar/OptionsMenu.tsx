import { Menu } from "@base-ui/react/menu";
import { Check, Eye } from "lucide-react";
import type { LineageState } from "../url-state";
import { Count } from "./Count";
import { menuItem, popup, trigger } from "./popups";

interface Props {
  state: LineageState;
  onChange(part: Partial<LineageState>): void;
  hasSelection: boolean;
}

/** What of the fetched graph is shown. */
export function OptionsMenu({ state, onChange, hasSelection }: Props) {
  const options = [
    { name: "Indirect edges", hint: "joins, filters, grouping", key: "indirect" },
    { name: "Hide temporary tables", hint: "edges run across", key: "hideTemporary" },
    { name: "Only the selection's path", hint: "", key: "onlyPath" },
  ] as const;
  const on = options.filter(({ key }) => state[key]).length;
  return (
    <Menu.Root>
      <Menu.Trigger className={trigger} aria-label="Show" title="What is shown">
        <Eye aria-hidden size={15} className="text-muted" />
        <span className="@max-6xl/toolbar:hidden">Show</span>
        {on > 0 && <Count value={on} />}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="start" className="z-50">
          <Menu.Popup className={`${popup} min-w-72`}>
            {options.map(({ name, hint, key }) => (
              <Menu.CheckboxItem
                key={key}
                checked={state[key]}
                disabled={key === "onlyPath" && !hasSelection && !state.onlyPath}
                onCheckedChange={(checked) => onChange({ [key]: checked })}
                className={menuItem}
              >
                <span className="size-4">
                  <Menu.CheckboxItemIndicator>
                    <Check aria-hidden size={16} className="text-accent" />
                  </Menu.CheckboxItemIndicator>
                </span>
                <span className="flex-1">{name}</span>
                <span className="text-xs text-muted">{hint}</span>
              </Menu.CheckboxItem>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

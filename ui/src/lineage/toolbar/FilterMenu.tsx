import { Menu } from "@base-ui/react/menu";
import { Check, ListFilter } from "lucide-react";
import { assetType } from "../../ui/asset-type";
import type { Facet } from "../graph/restrict";
import type { LineageState } from "../url-state";
import { Count } from "./Count";
import { menuItem, popup, trigger } from "./popups";

interface Props {
  databases: readonly Facet[];
  types: readonly Facet[];
  state: Pick<LineageState, "withoutDatabases" | "withoutTypes">;
  onChange(part: Partial<LineageState>): void;
}

/** Which databases and types are in the picture; edges run across what is left out. */
export function FilterMenu({ databases, types, state, onChange }: Props) {
  const out = state.withoutDatabases.length + state.withoutTypes.length;
  return (
    <Menu.Root>
      <Menu.Trigger
        className={trigger}
        aria-label="Filter"
        title="Databases and types in the picture"
        disabled={databases.length === 0}
      >
        <ListFilter aria-hidden size={15} className="text-muted" />
        <span className="@max-6xl/toolbar:hidden">Filter</span>
        {out > 0 && <Count value={out} />}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="start" className="z-50">
          <Menu.Popup className={`${popup} min-w-64`}>
            <Group
              label="Databases"
              facets={databases}
              without={state.withoutDatabases}
              name={(value) => value || "(none)"}
              onChange={(withoutDatabases) => onChange({ withoutDatabases })}
            />
            <Group
              label="Types"
              facets={types}
              without={state.withoutTypes}
              name={(value) => assetType(value).name}
              onChange={(withoutTypes) => onChange({ withoutTypes })}
            />
            {out > 0 && (
              <Menu.Item
                className={`${menuItem} mt-1 text-accent`}
                onClick={() => onChange({ withoutDatabases: [], withoutTypes: [] })}
              >
                Show everything
              </Menu.Item>
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Group(props: {
  label: string;
  facets: readonly Facet[];
  without: readonly string[];
  name(value: string): string;
  onChange(without: string[]): void;
}) {
  return (
    <Menu.Group>
      <Menu.GroupLabel className="px-2 pt-2 pb-1 text-xs font-medium text-muted">
        {props.label}
      </Menu.GroupLabel>
      {props.facets.map(({ value, datasets }) => (
        <Menu.CheckboxItem
          key={value}
          checked={!props.without.includes(value)}
          onCheckedChange={(checked) =>
            props.onChange(
              checked ? props.without.filter((each) => each !== value) : [...props.without, value],
            )
          }
          className={menuItem}
        >
          <span className="size-4">
            <Menu.CheckboxItemIndicator>
              <Check aria-hidden size={16} className="text-accent" />
            </Menu.CheckboxItemIndicator>
          </span>
          <span className="min-w-0 flex-1 truncate">{props.name(value)}</span>
          <span className="text-xs text-muted tabular-nums">{datasets}</span>
        </Menu.CheckboxItem>
      ))}
    </Menu.Group>
  );
}

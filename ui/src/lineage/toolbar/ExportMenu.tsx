import { Menu } from "@base-ui/react/menu";
import { Download } from "lucide-react";
import { menuItem, popup } from "./popups";

export type ExportKind = "png" | "svg" | "json" | "csv";

const EXPORTS: { kind: ExportKind; name: string; hint: string }[] = [
  { kind: "png", name: "Picture", hint: "PNG, 2×" },
  { kind: "svg", name: "Drawing", hint: "SVG" },
  { kind: "csv", name: "Edges", hint: "CSV" },
  { kind: "json", name: "Graph", hint: "JSON" },
];

/** The picture as a file. */
export function ExportMenu({ disabled, onExport }: { disabled: boolean; onExport(kind: ExportKind): void }) {
  return (
    <Menu.Root>
      <Menu.Trigger
        aria-label="Export"
        title="Export"
        disabled={disabled}
        className="inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink disabled:pointer-events-none disabled:opacity-50"
      >
        <Download aria-hidden size={16} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end" className="z-50">
          <Menu.Popup className={`${popup} min-w-44`}>
            {EXPORTS.map(({ kind, name, hint }) => (
              <Menu.Item key={kind} className={menuItem} onClick={() => onExport(kind)}>
                <span className="flex-1">{name}</span>
                <span className="text-xs text-muted">{hint}</span>
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

import { Menu } from "@base-ui/react/menu";
import { Check, Monitor, Moon, Sun } from "lucide-react";
import { setTheme, type Theme, useDark, useTheme } from "../ui/theme";

const THEMES: { theme: Theme; name: string; icon: typeof Sun }[] = [
  { theme: "light", name: "Light", icon: Sun },
  { theme: "dark", name: "Dark", icon: Moon },
  { theme: "system", name: "As the system", icon: Monitor },
];

/** Light, dark, or as the system has it. */
export function ThemeMenu() {
  const theme = useTheme();
  const dark = useDark();
  return (
    <Menu.Root>
      <Menu.Trigger
        aria-label="Theme"
        className="flex size-8 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink"
      >
        {dark ? <Moon aria-hidden size={16} /> : <Sun aria-hidden size={16} />}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end" className="z-50">
          <Menu.Popup className="min-w-44 rounded-lg border border-line bg-surface p-1 shadow-xl outline-none">
            <Menu.RadioGroup value={theme} onValueChange={setTheme}>
              {THEMES.map(({ theme: it, name, icon: Icon }) => (
                <Menu.RadioItem
                  key={it}
                  value={it}
                  closeOnClick
                  className="flex h-8 cursor-pointer items-center gap-2 rounded-md px-2 text-[13px] outline-none data-highlighted:bg-sunken"
                >
                  <Icon aria-hidden size={16} className="text-muted" />
                  <span className="flex-1">{name}</span>
                  <Menu.RadioItemIndicator>
                    <Check aria-hidden size={16} className="text-accent" />
                  </Menu.RadioItemIndicator>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

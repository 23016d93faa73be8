import { Tooltip } from "@base-ui/react/tooltip";
import type { ComponentProps, ReactNode } from "react";

type Kind = "primary" | "plain" | "quiet";

const KINDS: Record<Kind, string> = {
  primary: "bg-accent text-accent-ink hover:brightness-110 border border-transparent",
  plain: "bg-surface text-ink border border-line hover:bg-sunken",
  quiet: "text-muted border border-transparent hover:bg-sunken hover:text-ink",
};

/** The look of a button, for links that act like one. */
export function buttonClass(kind: Kind = "plain"): string {
  return `inline-flex h-8 shrink-0 items-center gap-2 rounded-md px-3 text-[13px] font-medium whitespace-nowrap transition-colors disabled:opacity-50 disabled:pointer-events-none ${KINDS[kind]}`;
}

interface ButtonProps extends ComponentProps<"button"> {
  kind?: Kind;
  icon?: ReactNode;
}

export function Button({ kind = "plain", icon, children, className = "", ...rest }: ButtonProps) {
  return (
    <button type="button" className={`${buttonClass(kind)} ${className}`} {...rest}>
      {icon}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  /** Its name for screen readers and the tip shown on hover and focus. */
  label: string;
  icon: ReactNode;
  /** A key that does the same, shown in the tip. */
  shortcut?: string;
  pressed?: boolean;
}

/** A square button with an icon; its label is its name and its tip. */
export function IconButton({ label, icon, shortcut, pressed, className = "", ...rest }: IconButtonProps) {
  return (
    <Tip text={label} shortcut={shortcut}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        className={`inline-flex size-8 shrink-0 items-center justify-center rounded-md transition-colors disabled:pointer-events-none disabled:opacity-50 ${
          pressed ? "bg-accent-soft text-accent" : "text-muted hover:bg-sunken hover:text-ink"
        } ${className}`}
        {...rest}
      >
        {icon}
      </button>
    </Tip>
  );
}

interface TipProps {
  text: ReactNode;
  shortcut?: string | undefined;
  side?: "top" | "bottom" | "left" | "right";
  children: React.ReactElement<Record<string, unknown>>;
}

/** A tip beside its child on hover and focus. It repeats or adds; nothing may be told by it alone. */
export function Tip({ text, shortcut, side = "bottom", children }: TipProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger render={children} />
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={6} side={side} className="z-50">
          <Tooltip.Popup className="flex max-w-80 items-center gap-2 rounded-md bg-ink px-2 py-1 text-xs text-canvas shadow-lg">
            {text}
            {shortcut && (
              <kbd className="rounded border border-current/40 px-1 font-sans opacity-80">{shortcut}</kbd>
            )}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

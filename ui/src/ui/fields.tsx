/** Form controls with their labels. */
import type { ComponentProps, ReactNode } from "react";

const CONTROL = "h-8 rounded-md border border-edge/60 bg-surface px-2 text-[13px] placeholder:text-muted";

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="flex flex-col gap-1 text-xs text-muted">
      {label}
      {children}
    </label>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly { value: string; name: string }[];
  onChange(value: string): void;
}

export function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <Labelled label={label}>
      <select
        // Of one width whatever its options, so that nothing beside it moves when they come.
        className={`${CONTROL} w-44 text-ink`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map((it) => (
          <option key={it.value} value={it.value}>
            {it.name}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

interface InputProps extends Omit<ComponentProps<"input">, "onChange"> {
  label: string;
  onChange(value: string): void;
}

export function Input({ label, onChange, className = "", ...rest }: InputProps) {
  return (
    <Labelled label={label}>
      <input
        className={`${CONTROL} text-ink ${className}`}
        onChange={(event) => onChange(event.target.value)}
        {...rest}
      />
    </Labelled>
  );
}

interface TickProps {
  label: string;
  checked: boolean;
  onChange(checked: boolean): void;
}

export function Tick({ label, checked, onChange }: TickProps) {
  return (
    <label className="flex h-8 cursor-pointer items-center gap-2 text-[13px]">
      <input
        type="checkbox"
        className="size-4 accent-(--accent)"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      {label}
    </label>
  );
}

import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import type { ReactNode } from "react";
import { Tip } from "../../ui/Button";

export interface Choice<T> {
  value: T;
  name: string;
  icon: ReactNode;
  /** The name is not written beside the icon; where there is little room none is. */
  iconOnly?: boolean;
}

/** A few ways to look at one thing, of which one holds. */
export function Choices<T extends string>(props: {
  label: string;
  choices: Choice<T>[];
  value: T;
  onChange(value: T): void;
}) {
  return (
    <ToggleGroup
      aria-label={props.label}
      value={[props.value]}
      onValueChange={(values) => {
        const value = (values as T[]).at(-1);
        if (value !== undefined) props.onChange(value);
      }}
      className="flex rounded-md bg-sunken p-0.5"
    >
      {props.choices.map((choice) => {
        const toggle = (
          <Toggle
            key={choice.value}
            value={choice.value}
            aria-label={choice.name}
            className="inline-flex h-7 items-center gap-1.5 rounded px-2 text-[13px] font-medium text-muted hover:text-ink data-pressed:bg-surface data-pressed:text-ink data-pressed:shadow-sm"
          >
            {choice.icon}
            {!choice.iconOnly && (
              <span aria-hidden className="@max-6xl/toolbar:hidden">
                {choice.name}
              </span>
            )}
          </Toggle>
        );
        return (
          <Tip key={choice.value} text={choice.name}>
            {toggle}
          </Tip>
        );
      })}
    </ToggleGroup>
  );
}

import { Menu as Base } from "@base-ui/react/menu";
import { type ReactNode, useRef } from "react";
import { CheckIcon } from "./icons";

const itemClass =
  "flex min-h-9 max-sm:min-h-11 w-full items-center gap-2.5 rounded-md px-2.5 text-start outline-none data-highlighted:bg-sunk data-disabled:opacity-55";

interface Props {
  /** The name of the button where its content is no words. */
  label?: string;
  trigger: ReactNode;
  triggerClass: string;
  side?: "top" | "bottom";
  align?: "start" | "end";
  children: ReactNode;
}

export function Menu({ label, trigger, triggerClass, side = "bottom", align = "end", children }: Props) {
  // The menu hangs beside its button in the page, so that it is inside of the same landmark; out of the flow, or the
  // button would move away from under the pointer that presses it.
  const place = useRef<HTMLSpanElement>(null);
  return (
    <Base.Root>
      <Base.Trigger aria-label={label} className={triggerClass}>
        {trigger}
      </Base.Trigger>
      <span className="absolute" ref={place} />
      <Base.Portal container={place}>
        <Base.Positioner
          align={align}
          className="z-30"
          collisionPadding={8}
          positionMethod="fixed"
          side={side}
          sideOffset={6}
        >
          <Base.Popup className="min-w-56 max-w-[calc(100vw-1rem)] rounded-lg border border-line bg-raised p-1.5 shadow-float outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export function MenuItem({
  onSelect,
  children,
  danger = false,
}: {
  onSelect: () => void;
  children: ReactNode;
  danger?: boolean;
}) {
  return (
    <Base.Item className={`${itemClass} ${danger ? "text-fail" : ""}`} onClick={onSelect}>
      {children}
    </Base.Item>
  );
}

interface ChoiceProps<T extends string> {
  legend: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

export function MenuChoice<T extends string>({ legend, value, options, onChange }: ChoiceProps<T>) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2.5 pt-1.5 pb-1 text-xs text-ink-3">{legend}</Base.GroupLabel>
      <Base.RadioGroup onValueChange={onChange} value={value}>
        {options.map((option) => (
          <Base.RadioItem className={itemClass} closeOnClick key={option.value} value={option.value}>
            <span className="min-w-0 flex-1 truncate">{option.label}</span>
            <Base.RadioItemIndicator>
              <CheckIcon />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

export function MenuLine() {
  return <Base.Separator className="my-1.5 border-t border-line" />;
}

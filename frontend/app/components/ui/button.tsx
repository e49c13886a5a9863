import type { ComponentProps, ReactNode } from "react";
import { Spinner } from "./spinner";

const looks = {
  primary: "bg-petrol text-on-petrol hover:bg-petrol-hover",
  secondary: "border border-line-strong bg-raised text-ink hover:bg-sunk",
  quiet: "text-ink-2 hover:bg-sunk hover:text-ink",
  danger: "bg-fail text-on-fail hover:opacity-90",
};

const sizes = {
  md: "min-h-9 px-3.5 max-sm:min-h-11",
  sm: "min-h-8 px-2.5 text-sm",
  lg: "min-h-11 px-5 text-md",
};

export interface ButtonLook {
  look?: keyof typeof looks;
  size?: keyof typeof sizes;
}

export function buttonClass({ look = "secondary", size = "md" }: ButtonLook = {}, more = ""): string {
  return `inline-flex items-center justify-center gap-2 rounded-md font-semibold whitespace-nowrap transition-colors disabled:cursor-not-allowed disabled:opacity-55 ${looks[look]} ${sizes[size]} ${more}`;
}

type Props = ComponentProps<"button"> & ButtonLook & { busy?: boolean; children: ReactNode };

/** While `busy` the button keeps its place in the tab order and its name, and does nothing when pressed again. */
export function Button({
  look,
  size,
  busy = false,
  className = "",
  children,
  onClick,
  type = "button",
  ...rest
}: Props) {
  return (
    <button
      {...rest}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      className={buttonClass({ look, size }, `${busy ? "opacity-70" : ""} ${className}`)}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      type={type}
    >
      {busy ? <Spinner /> : null}
      {children}
    </button>
  );
}

import type { ReactNode } from "react";
import { CheckIcon, CrossIcon, InfoIcon, WarnIcon } from "./icons";

const tones = {
  good: { Icon: CheckIcon, className: "text-pass" },
  warn: { Icon: WarnIcon, className: "text-warn" },
  bad: { Icon: CrossIcon, className: "text-fail" },
  info: { Icon: InfoIcon, className: "text-info" },
} as const;

/** A state as a shape, a word and a colour. */
export function Status({ tone, children }: { tone: keyof typeof tones; children: ReactNode }) {
  const { Icon, className } = tones[tone];
  return (
    <span className={`inline-flex items-center gap-1.5 font-medium ${className}`}>
      <Icon className="size-3.5" />
      {children}
    </span>
  );
}

export function Tag({ children }: { children: ReactNode }) {
  return (
    <span className="inline-block rounded-sm border border-line-strong px-1.5 font-mono text-xs leading-5 text-ink-2">
      {children}
    </span>
  );
}

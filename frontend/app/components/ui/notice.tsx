import type { ReactNode } from "react";
import { CheckIcon, CrossIcon, InfoIcon, WarnIcon } from "./icons";

const tones = {
  info: { Icon: InfoIcon, word: "Note", className: "text-info", role: "status" },
  good: { Icon: CheckIcon, word: "Done", className: "text-pass", role: "status" },
  warn: { Icon: WarnIcon, word: "Attention", className: "text-warn", role: "status" },
  bad: { Icon: CrossIcon, word: "Problem", className: "text-fail", role: "alert" },
} as const;

export type Tone = keyof typeof tones;

/** One sentence with its reason, and the way on. The tone shows as a shape and a word, not as a colour alone. */
export function Notice({ tone, children, action }: { tone: Tone; children: ReactNode; action?: ReactNode }) {
  const { Icon, word, className, role } = tones[tone];
  return (
    <div
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-raised px-4 py-3"
      role={role}
    >
      <div className="flex min-w-0 flex-1 basis-64 items-start gap-2.5">
        <span className={`mt-0.5 ${className}`}>
          <Icon />
          <span className="sr-only">{word}: </span>
        </span>
        <div className="min-w-0">{children}</div>
      </div>
      {action}
    </div>
  );
}

import type { ReactNode } from "react";

export function Empty({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="grid grid-cols-1 justify-items-start gap-3 rounded-lg border border-dashed border-line-strong p-6">
      <h2 className="font-semibold">{title}</h2>
      <div className="w-full max-w-prose text-ink-2">{children}</div>
      {action}
    </div>
  );
}

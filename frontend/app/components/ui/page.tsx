import type { ReactNode } from "react";

interface Props {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page of the dashboard: its title, also of the window, its actions, its parts. */
export function Page({ title, lead, actions, children }: Props) {
  return (
    <>
      <title>{`${title} · SOTA Tools`}</title>
      <div className="grid grid-cols-1 gap-6">
        <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
          <div className="grid gap-1">
            <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
            {lead ? <p className="text-ink-2">{lead}</p> : null}
          </div>
          {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
        </header>
        {children}
      </div>
    </>
  );
}

interface CardProps {
  title: string;
  actions?: ReactNode;
  /** For a table, which brings its own room at the edges. */
  flush?: boolean;
  children: ReactNode;
}

export function Card({ title, actions, flush = false, children }: CardProps) {
  return (
    <section aria-label={title} className="min-w-0 rounded-lg border border-line bg-raised">
      <header className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-2">
        <h2 className="font-semibold">{title}</h2>
        {actions}
      </header>
      <div className={flush ? "card-flush" : "card p-4"}>{children}</div>
    </section>
  );
}

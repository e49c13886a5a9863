import type { ReactNode } from "react";

export function Width({ children, className = "" }: { children: ReactNode; className?: string }) {
  return <div className={`mx-auto w-full max-w-6xl px-4 sm:px-6 ${className}`}>{children}</div>;
}

export function Section({
  id,
  title,
  lead,
  children,
}: {
  id: string;
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={id} className="border-t border-line py-16 sm:py-20">
      <Width className="grid gap-8">
        <header className="grid max-w-2xl gap-3">
          <h2 className="text-3xl font-[650] tracking-[-0.02em]" id={id}>
            {title}
          </h2>
          {lead ? <p className="text-lg text-ink-2">{lead}</p> : null}
        </header>
        {children}
      </Width>
    </section>
  );
}

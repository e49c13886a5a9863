import type { ReactNode } from "react";

/** What may be wider than the page scrolls in here; the keyboard reaches it, and it says what it is. */
export function ScrollRegion({
  label,
  className = "",
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label={label} className={`overflow-auto ${className}`} tabIndex={0}>
      {children}
    </section>
  );
}

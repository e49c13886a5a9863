import type { ReactNode } from "react";
import { ScrollRegion } from "~/components/ui/scroll-region";

interface Props {
  title: string;
  /** The id by which the copy button finds the text. */
  id?: string;
  children: ReactNode;
}

/** Code on a public page. Its copy button appears when the script of the page runs. */
export function Terminal({ title, id, children }: Props) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-lg border border-line bg-sunk">
      <figcaption className="flex min-h-11 items-center justify-between gap-4 border-b border-line px-4 text-sm text-ink-3">
        {title}
        {id ? (
          <button
            className="min-h-8 rounded-md px-2.5 font-semibold text-ink-2 hover:bg-line hover:text-ink"
            data-copy={id}
            hidden
            type="button"
          >
            Copy
          </button>
        ) : null}
      </figcaption>
      <ScrollRegion className="p-4" label={title}>
        <pre className="font-mono text-sm/6">
          <code id={id}>{children}</code>
        </pre>
      </ScrollRegion>
    </figure>
  );
}

/** The host, which the page's script replaces by the one it was loaded from. */
export function Origin() {
  return <span data-origin="">http://localhost:8080</span>;
}

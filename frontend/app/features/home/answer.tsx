import { Link } from "react-router";
import { Status } from "~/components/ui/badge";
import { CodeBlock } from "~/components/ui/code-tabs";
import { CopyButton } from "~/components/ui/copy-button";
import { linkClass } from "~/components/ui/link";
import { useMe } from "~/lib/account";
import type { Exchange } from "~/lib/api";

/** What the server said, as a terminal would show it. */
export function Answer({ exchange: { status, milliseconds, headers, body } }: { exchange: Exchange }) {
  const { account } = useMe();
  const requestId = headers.find(([name]) => name.toLowerCase() === "request-id")?.[1];
  return (
    <section aria-label="Answer" className="overflow-hidden rounded-lg border border-line bg-sunk">
      <header className="flex items-center justify-between border-b border-line py-1 ps-4 pe-1.5">
        <Status tone={status < 300 ? "good" : "bad"}>Status {status}</Status>
        <span className="flex items-center gap-2">
          <span className="figures font-mono text-sm text-ink-2">{milliseconds} ms</span>
          <CopyButton label="Copy answer body" text={body} />
        </span>
      </header>
      <CodeBlock code={pretty(body)} label="answer body" />
      {status >= 400 && requestId !== undefined ? (
        <p className="border-t border-line px-4 py-2.5">
          <Link className={linkClass} to={`/app/${account.id}/requests/${requestId}`}>
            Why it was refused
          </Link>
        </p>
      ) : null}
      <details className="border-t border-line">
        <summary className="px-4 py-2.5 text-ink-2 hover:text-ink">{headers.length} headers</summary>
        <dl className="grid gap-1 px-4 pb-4 font-mono text-xs">
          {headers.map(([name, value]) => (
            <div className="flex flex-wrap gap-x-2" key={name}>
              <dt className="text-ink-3">{name}:</dt>
              <dd className="min-w-0 break-all">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

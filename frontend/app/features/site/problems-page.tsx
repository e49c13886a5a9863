import { linkClass } from "~/components/ui/link";
import { problemPages } from "./problems";
import { Width } from "./width";

export const meta = () => [
  { title: "Errors · SOTA Tools" },
  { name: "description", content: "Every error code of the API: what happened, the usual causes, what to do next." },
];

export default function ProblemsPage() {
  const pages = problemPages.toSorted((a, b) => a.status - b.status);
  return (
    <Width className="grid gap-8 py-14 sm:py-20">
      <header className="grid max-w-2xl gap-3">
        <h1 className="text-4xl font-[650] tracking-[-0.03em]">Errors</h1>
        <p className="text-lg text-ink-2">
          An error is a problem document (RFC 9457). Decide by its <code className="font-mono text-md">code</code>: the
          words may change, the code does not. Its <code className="font-mono text-md">type</code> is the address of a
          page below.
        </p>
      </header>
      <ul className="divide-y divide-line border-y border-line">
        {pages.map(({ code, status, title }) => (
          <li className="grid gap-x-6 py-2 sm:grid-cols-[3rem_16rem_1fr] sm:items-baseline" key={code}>
            <span className="font-mono text-sm text-ink-3">{status}</span>
            <a
              className={`${linkClass} inline-flex min-h-6 items-center font-mono text-sm`}
              href={`/docs/errors/${code}`}
            >
              {code}
            </a>
            <span className="text-base text-ink-2">{title}</span>
          </li>
        ))}
      </ul>
    </Width>
  );
}

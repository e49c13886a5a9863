import { linkClass } from "~/components/ui/link";
import type { Route } from "./+types/problem-page";
import { problemPage } from "./problems";
import { Terminal } from "./terminal";
import { Width } from "./width";

export const meta: Route.MetaFunction = ({ params }) => {
  const page = problemPage(params.code);
  return [
    { title: `${page?.title ?? params.code} · SOTA Tools` },
    { name: "description", content: page?.happened ?? "" },
  ];
};

/** Codes that somebody meets who tries a key that was found. */
const aboutLeaks = ["unknown_key", "revoked_key", "frozen_key"];

export default function ProblemPage({ params }: Route.ComponentProps) {
  const page = problemPage(params.code);
  if (page === undefined) {
    throw new Response(null, { status: 404 });
  }
  const { code, status, title, happened, causes, next } = page;
  return (
    <Width className="py-14 sm:py-20">
      <article className="grid max-w-3xl gap-8">
        <header className="grid gap-3">
          <p className="text-base text-ink-3">
            <a className={linkClass} href="/docs/errors">
              Errors
            </a>
          </p>
          <h1 className="text-4xl font-[650] tracking-[-0.03em]">{title}</h1>
          <p className="font-mono text-sm text-ink-3">
            {status} · {code}
          </p>
        </header>
        <section className="grid gap-2">
          <h2 className="text-xl font-semibold">What happened</h2>
          <p className="text-ink-2">{happened}</p>
        </section>
        <List items={causes} title="Usual causes" />
        <List items={next} title="What to do next" />
        {aboutLeaks.includes(code) ? (
          <p className="text-ink-2">
            You found this key somewhere, and it is not yours?{" "}
            <a className={linkClass} href="/report-key">
              Report it as leaked
            </a>
          </p>
        ) : null}
        <Terminal title="In the answer">{`HTTP status ${status}\nContent-Type: application/problem+json\n\n"code": "${code}"`}</Terminal>
      </article>
    </Width>
  );
}

function List({ title, items }: { title: string; items: string[] }) {
  return (
    <section className="grid gap-2">
      <h2 className="text-xl font-semibold">{title}</h2>
      <ul className="grid gap-1.5 text-ink-2">
        {items.map((item) => (
          <li className="flex gap-3" key={item}>
            <span aria-hidden="true" className="text-ink-3">
              –
            </span>
            {item}
          </li>
        ))}
      </ul>
    </section>
  );
}

import type { ReactNode } from "react";
import { linkClass } from "~/components/ui/link";
import { testKeys } from "./catalog";
import { Origin, Terminal } from "./terminal";
import { Width } from "./width";

export const meta = () => [
  { title: "Get started · SOTA Tools" },
  { name: "description", content: "From nothing to a first scored answer in three steps: a key, a call, a score." },
];

export default function DocsPage() {
  return (
    <Width className="py-14 sm:py-20">
      <article className="grid max-w-3xl gap-10">
        <header className="grid gap-3">
          <h1 className="text-4xl font-[650] tracking-[-0.03em]">Get started</h1>
          <p className="text-lg text-ink-2">
            Three steps: a key, a call, a score. You need curl and an e-mail address.
          </p>
        </header>
        <Step number={1} title="Get a test key">
          <p>
            <a className={linkClass} href="/app/signup">
              Sign up
            </a>{" "}
            with an e-mail address and a password. A test key is made with the account and stands on its home page,
            already filled into a sample. Put it into your shell:
          </p>
          <Terminal id="docs-env" title="Terminal: address and key">
            {"export SOTA_URL="}
            <Origin />
            {"\nexport SOTA_KEY=sota_test_…"}
          </Terminal>
          <p className="text-ink-3">
            Test keys cost nothing: {testKeys.calls_until_proven} calls until your address is proven, then{" "}
            {testKeys.calls_per_day.toLocaleString("en-US")} a day.
          </p>
        </Step>
        <Step number={2} title="Make a call">
          <p>Echo does no work. It is counted like any call, so it is good for trying keys, limits and retries.</p>
          <Terminal id="docs-echo" title="Terminal: the first call">
            {'curl -i "$SOTA_URL/v1/echo" -H "Authorization: Bearer $SOTA_KEY"'}
          </Terminal>
          <p>
            The answer carries <code className="font-mono text-base">Request-Id</code>, what is left of your limits in{" "}
            <code className="font-mono text-base">RateLimit</code>, and this body:
          </p>
          <Terminal title="Answer of echo">{'{ "request_id": "req_…", "at": "2026-11-22T12:00:00.000Z" }'}</Terminal>
        </Step>
        <Step number={3} title="Score what your agent remembers">
          <p>
            For each question: what you expected, what the agent said, and how many turns before it was told. Several
            expected answers may count as right.
          </p>
          <Terminal id="docs-memory" title="Terminal: two cases">
            {`curl "$SOTA_URL/v1/memory/score" \\
  -H "Authorization: Bearer $SOTA_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{ "min_score": 0.8, "cases": [
        { "id": "dog",  "expected": ["Biscuit"], "answer": "Biscuit.", "distance": 38 },
        { "id": "city", "expected": ["Lisbon"],  "answer": "Porto",    "distance": 12 } ] }'`}
          </Terminal>
          <p>
            One of two is right, so exact match is 0.5, with a 95 % interval that is wide because two cases say little.
            The verdict is <code className="font-mono text-base">failed</code>: token F1 is below 0.8.
          </p>
        </Step>
        <footer className="grid gap-2 border-t border-line pt-8">
          <h2 className="text-xl font-semibold">Where to look next</h2>
          <p>
            <a className={linkClass} href="/openapi.yaml">
              The description of the API
            </a>{" "}
            (OpenAPI 3.1) lists every endpoint, field and limit.{" "}
            <a className={linkClass} href="/docs/errors">
              Errors
            </a>{" "}
            has one page per code.
          </p>
        </footer>
      </article>
    </Width>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <section className="grid min-w-0 grid-cols-1 gap-4 border-t-2 border-ink pt-5 text-ink-2">
      <h2 className="text-xl font-semibold text-ink">
        <span aria-hidden="true" className="me-3 font-mono text-md text-ink-3">
          {number}
        </span>
        {title}
      </h2>
      {children}
    </section>
  );
}

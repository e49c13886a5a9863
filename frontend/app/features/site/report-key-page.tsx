import { forms } from "virtual:islands";
import { Button } from "~/components/ui/button";
import { inputClass } from "~/components/ui/field";
import { linkClass } from "~/components/ui/link";
import { FormDone, FormFailed } from "./form-states";
import { Origin, Terminal } from "./terminal";
import { Width } from "./width";

export const meta = () => [
  { title: "Report a leaked key · SOTA Tools" },
  {
    name: "description",
    content: "You found a SOTA Tools key where it should not be? Report it here and it is revoked at once.",
  },
];

export default function ReportKeyPage() {
  return (
    <Width className="py-14 sm:py-20">
      <div className="grid max-w-2xl grid-cols-1 gap-8">
        <header className="grid gap-3">
          <h1 className="text-4xl font-[650] tracking-[-0.03em]">Report a leaked key</h1>
          <p className="text-ink-2">
            You found a key in a repository, a log or a chat? Whoever has it can spend its owner’s calls. Paste it here:
            if it is one of ours, it is revoked before this page answers, and the owner gets a mail. You need no
            account.
          </p>
        </header>
        <section data-form="report">
          {/* No name on the input: without its script the form has nothing to send, least of all in an address. */}
          <form className="grid gap-5" data-ready hidden method="post" noValidate>
            <div className="grid gap-1.5">
              <label className="font-semibold" htmlFor="secret">
                The whole key
              </label>
              <input
                aria-describedby="secret-hint secret-error"
                autoCapitalize="off"
                autoComplete="off"
                autoCorrect="off"
                className={`${inputClass} font-mono`}
                id="secret"
                maxLength={500}
                placeholder="sota_live_…"
                spellCheck={false}
                type="text"
              />
              <p className="text-sm text-ink-3" id="secret-hint">
                It begins with sota_live_ or sota_test_. We neither store nor log what you send.
              </p>
              <p aria-live="polite" className="text-sm text-fail empty:hidden" data-wrong id="secret-error" />
            </div>
            <FormFailed retry="submit" />
            <Button className="justify-self-start" look="primary" size="lg" type="submit">
              Report the key
            </Button>
          </form>
          <FormDone title="Your report is in">
            <p className="text-ink-2">
              If it was a key of ours that still worked, it is revoked now, and its owner has a mail about it. The
              answer is the same for keys that ended before and for keys that never were, so that nobody can try keys
              out here.
            </p>
            <p className="text-ink-2">The field is empty again, and nothing of the key is left on this page.</p>
            <Button className="justify-self-start" data-again>
              Report another key
            </Button>
          </FormDone>
          <noscript>
            <p>The form needs JavaScript. The command below does the same without it.</p>
          </noscript>
        </section>
        <section className="grid grid-cols-1 gap-3">
          <h2 className="text-xl font-semibold">From a program</h2>
          <p className="text-ink-2">
            Put the key into a file, not on the command line, where other users of the machine could read it. The answer
            to everything is 202.
          </p>
          <Terminal id="report-call" title="Report what stands in leaked.json">
            {'echo \'{"secret": "…"}\' > leaked.json   # paste the key with an editor\n\ncurl -i "'}
            <Origin />
            {'/v1/keys/report" \\\n  -H "Content-Type: application/json" --data @leaked.json'}
          </Terminal>
        </section>
        <p className="text-ink-2">
          Is the key your own? Then{" "}
          <a className={linkClass} href="/app">
            rotate it in the dashboard
          </a>{" "}
          if programs still need it: that gives them a successor. A reported key ends at once.
        </p>
      </div>
      <script src={forms} type="module" />
    </Width>
  );
}

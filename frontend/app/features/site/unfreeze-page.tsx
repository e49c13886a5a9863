import { forms } from "virtual:islands";
import { Button, buttonClass } from "~/components/ui/button";
import { linkClass } from "~/components/ui/link";
import { FormDone, FormFailed } from "./form-states";
import { Width } from "./width";

export const meta = () => [{ title: "Unfreeze a key · SOTA Tools" }, { name: "robots", content: "noindex" }];

/** Where the button of the mail leads. Opening it does nothing: programs that look at mail open every link in it. */
export default function UnfreezePage() {
  return (
    <Width className="py-14 sm:py-20">
      <div className="grid max-w-2xl grid-cols-1 gap-8">
        <header className="grid gap-3">
          <h1 className="text-4xl font-[650] tracking-[-0.03em]">Unfreeze a key</h1>
          <p className="text-ink-2">
            We froze a key because its use was not what is usual for it. It is refused until somebody says that the use
            was theirs.
          </p>
        </header>
        <section data-form="unfreeze">
          <form className="grid gap-5" data-ready hidden method="post">
            <p className="text-ink-2">
              Was it you, or a program of yours? Then unfreeze it, and the same finding does not freeze it again for a
              day. If it was not, leave it frozen and make a new key in the dashboard.
            </p>
            <FormFailed retry="submit" />
            <div className="flex flex-wrap gap-3">
              <Button look="primary" size="lg" type="submit">
                Unfreeze the key
              </Button>
              <a className={buttonClass({ size: "lg" })} href="/app">
                It was not me: open the dashboard
              </a>
            </div>
          </form>
          <FormDone
            title={
              <>
                <span data-name>The key</span> works again
              </>
            }
          >
            <p className="text-ink-2">
              <code className="font-mono text-sm" data-hint /> is accepted from now on. There is nothing else to do.
            </p>
            <a className={`${buttonClass()} justify-self-start`} href="/app">
              Open the dashboard
            </a>
          </FormDone>
          <div className="grid gap-4 rounded-lg border border-line bg-raised p-6" data-refused hidden role="alert">
            <h2 className="text-xl font-semibold" data-heading tabIndex={-1}>
              This link did not work
            </h2>
            <p className="text-ink-2" data-detail />
            <p className="text-sm text-ink-3" data-request hidden>
              Request <code className="font-mono break-all" />
            </p>
            <a className={`${buttonClass({ look: "primary" })} justify-self-start`} href="/app">
              Open the dashboard
            </a>
          </div>
          <noscript>
            <p>
              This page needs JavaScript. You can unfreeze the key in the dashboard too, which needs it as well, or with
              a POST of the link’s token to /v1/keys/unfreeze.
            </p>
          </noscript>
        </section>
        <p className="text-ink-2">
          <a className={linkClass} href="/docs/errors/frozen_key">
            When we freeze a key, and how to switch that off
          </a>
        </p>
      </div>
      <script src={forms} type="module" />
    </Width>
  );
}

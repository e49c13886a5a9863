import type { ReactNode } from "react";
import { Button } from "~/components/ui/button";
import { Notice } from "~/components/ui/notice";

/** What a form of a public page becomes; all of it is in the page, and `islands/forms.ts` shows what is true. */
export function FormDone({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-4 rounded-lg border border-line bg-raised p-6" data-done hidden role="status">
      <h2 className="text-xl font-semibold" data-heading tabIndex={-1}>
        {title}
      </h2>
      {children}
    </div>
  );
}

/** The API's own sentence with the id of the request. Retry sends the same again. */
export function FormFailed({ retry }: { retry: "submit" | "button" }) {
  return (
    <div data-failed hidden>
      <Notice
        action={
          <span data-retry hidden>
            <Button size="sm" type={retry}>
              Retry
            </Button>
          </span>
        }
        tone="bad"
      >
        <span data-detail />
        <p className="text-sm text-ink-3" data-request hidden>
          Request <code className="font-mono break-all" />
        </p>
      </Notice>
    </div>
  );
}

import { isRouteErrorResponse } from "react-router";
import { buttonClass } from "./ui/button";
import { Mark } from "./ui/mark";

/** What stands there when a page breaks or does not exist: one sentence, one way on. */
export function Crash({ error }: { error: unknown }) {
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <main className="mx-auto grid min-h-dvh max-w-lg content-center justify-items-start gap-4 p-6">
      <title>{missing ? "Not found · SOTA Tools" : "Something broke · SOTA Tools"}</title>
      <Mark />
      <h1 className="text-2xl font-semibold tracking-tight">
        {missing ? "There is nothing at this address" : "This page broke"}
      </h1>
      <p className="text-ink-2">
        {missing
          ? "The address may be mistyped, or what it showed is gone."
          : "The fault is ours. Loading the page again often helps; nothing you saved is lost."}
      </p>
      <a className={buttonClass({ look: "primary" })} href="/app">
        Open the dashboard
      </a>
    </main>
  );
}

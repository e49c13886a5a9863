import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { hasCode } from "~/lib/problem";
import { ErrorPanel } from "./error-panel";
import { Stale } from "./stale";

interface Props<T> {
  query: UseQueryResult<T>;
  /** As high as what will stand there. */
  skeleton: ReactNode;
  /** What could not be loaded, as the object of a sentence: "your keys". */
  what: string;
  children: (data: T) => ReactNode;
}

/** The states of everything that is loaded: not yet, not allowed, failed, there but no longer fresh, there. */
export function Loaded<T>({ query, skeleton, what, children }: Props<T>) {
  if (query.isPending) {
    return (
      <div aria-busy="true">
        <span className="sr-only" role="status">
          Loading {what}
        </span>
        {skeleton}
      </div>
    );
  }
  if (query.data === undefined) {
    return hasCode(query.error, "insufficient_role", "insufficient_scope") ? (
      <NotAllowed what={what} />
    ) : (
      <ErrorPanel error={query.error} onRetry={() => query.refetch()} retrying={query.isFetching} what={what} />
    );
  }
  return (
    <>
      {query.isRefetchError ? (
        <Stale at={query.dataUpdatedAt} onRetry={() => query.refetch()} retrying={query.isFetching} />
      ) : null}
      {children(query.data)}
    </>
  );
}

function NotAllowed({ what }: { what: string }) {
  return (
    <div className="grid gap-1 rounded-lg border border-line bg-raised p-6 in-[.card]:border-0 in-[.card]:p-0 in-[.card-flush]:border-0 in-[.card-flush]:p-4">
      <h2 className="font-semibold">Your role does not show {what}</h2>
      <p className="text-ink-2">Ask an owner of this account to change your role.</p>
    </div>
  );
}

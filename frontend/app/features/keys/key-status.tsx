import { Status } from "~/components/ui/badge";
import { Time } from "~/components/ui/time";
import type { ApiKey } from "~/lib/contract";
import { count } from "~/lib/format";

/** What a key is, and why it is refused where it is. `calls` are those of the period, when they are known. */
export function KeyStatus({ apiKey, calls }: { apiKey: ApiKey; calls: number | undefined }) {
  const { monthly_cap, status } = apiKey;
  const reached = monthly_cap !== null && calls !== undefined && calls >= monthly_cap;
  const works = status === "active";
  return (
    <span className="grid justify-items-end gap-1 md:justify-items-start">
      {works && reached ? <Status tone="bad">Cap reached</Status> : <State apiKey={apiKey} />}
      {works && monthly_cap !== null ? (
        <span className="figures text-sm text-ink-3">
          {calls === undefined ? "at most " : `${count(calls)} of `}
          {count(monthly_cap)} calls
        </span>
      ) : null}
      {status === "frozen" ? (
        <span className="text-sm text-ink-3">
          {apiKey.frozen_by === "abnormal_use" ? "unusual use" : "by a member"}
        </span>
      ) : null}
    </span>
  );
}

function State({ apiKey: { status, expires_at } }: { apiKey: ApiKey }) {
  switch (status) {
    case "revoked":
      return <Status tone="bad">Revoked</Status>;
    case "expired":
      return <Status tone="bad">Expired</Status>;
    case "frozen":
      return <Status tone="bad">Frozen</Status>;
    case "active":
      return expires_at === null ? (
        <Status tone="good">Active</Status>
      ) : (
        <span className="inline-flex flex-wrap items-center gap-x-1.5">
          <Status tone="warn">Stops</Status>
          <Time at={expires_at} />
        </span>
      );
  }
}

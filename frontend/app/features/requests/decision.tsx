import type { ReactNode } from "react";
import { Link } from "react-router";
import { Status, Tag } from "~/components/ui/badge";
import { buttonClass } from "~/components/ui/button";
import { CopyButton } from "~/components/ui/copy-button";
import { Meter } from "~/components/ui/meter";
import { Card } from "~/components/ui/page";
import { Time } from "~/components/ui/time";
import { useMe } from "~/lib/account";
import type { RequestDecision } from "~/lib/contract";
import { count, dateTime, plural } from "~/lib/format";
import { ruleName } from "./filter";
import { Outcome } from "./outcome";

/** One request: the sentence first, then what it was judged by. */
export function Decision({ request }: { request: RequestDecision }) {
  const { rule, bucket, quota, passes_at } = request;
  return (
    <div className="grid grid-cols-1 gap-6">
      <Card title="What happened">
        <div className="grid gap-4">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Outcome request={request} />
            {rule === null ? null : <span className="text-ink-2">{ruleName(rule)}</span>}
            <Time at={request.at} />
          </div>
          <p className="max-w-prose text-md">{request.detail}</p>
          {passes_at === null ? null : <Passes at={passes_at} />}
          <NextStep request={request} />
        </div>
      </Card>
      <Card title="What it was judged by">
        <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
          <Fact name="Key">
            <KeyNow request={request} />
          </Fact>
          <Fact name="Environment">
            <Tag>{request.environment}</Tag>
          </Fact>
          <Fact name="Product">{request.product ?? "None: it ended before that was known"}</Fact>
          <Fact name={request.outcome === "charged" ? "Cost" : "Would have cost"}>
            {plural(request.calls, "call", "calls")}
          </Fact>
          <Fact name="Rate limit, after it">
            {bucket === null ? (
              "Not reached"
            ) : (
              <>
                {bucket.remaining === null ? "Unknown" : count(bucket.remaining)} of {count(bucket.capacity)} requests
                left
              </>
            )}
          </Fact>
          <Fact name="Calls of the period, then">{quota === null ? "Not reached" : <QuotaThen quota={quota} />}</Fact>
          <Fact name="Request id">
            <span className="flex flex-wrap items-center gap-x-2">
              <code className="font-mono text-sm break-all">{request.request_id}</code>
              <CopyButton label="Copy request id" text={request.request_id} />
            </span>
          </Fact>
        </dl>
      </Card>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 content-start gap-1">
      <dt className="text-sm text-ink-3">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

function Passes({ at }: { at: string }) {
  return Date.parse(at) <= Date.now() ? (
    <Status tone="good">The same request passes now, unless something else stands in its way</Status>
  ) : (
    <Status tone="info">The same request passes from {dateTime(at)} on</Status>
  );
}

function KeyNow({ request: { key, key_id } }: { request: RequestDecision }) {
  const { account } = useMe();
  if (key === null) {
    return key_id === null ? "None" : <code className="font-mono text-sm break-all">{key_id}</code>;
  }
  return (
    <span className="grid gap-0.5">
      <Link
        className="inline-flex min-h-6 items-center justify-self-start font-medium underline underline-offset-4"
        to={`/app/${account.id}/requests?${new URLSearchParams({ key: key.id })}`}
      >
        {key.name ?? key.id}
      </Link>
      <span className="flex flex-wrap items-center gap-2 text-sm text-ink-2">
        <code className="font-mono">{key.hint}</code>
        {key.status === "active" ? "works today" : `is ${key.status} today`}
      </span>
    </span>
  );
}

function QuotaThen({ quota }: { quota: NonNullable<RequestDecision["quota"]> }) {
  return (
    <span className="grid gap-1.5">
      <span>
        {count(quota.used)} of {count(quota.limit)} used
        {quota.held === 0 ? "" : `, ${count(quota.held)} in flight`}
      </span>
      <Meter label="Calls used then" limit={quota.limit} used={quota.used + quota.held} />
    </span>
  );
}

const settingsRules = ["key_cap", "key_rate", "scope", "ip", "frozen"];

function NextStep({ request: { rule, key } }: { request: RequestDecision }) {
  const { account } = useMe();
  const home = `/app/${account.id}`;
  const step =
    rule === null || ["invalid", "upstream", "failed", "left"].includes(rule)
      ? null
      : settingsRules.includes(rule)
        ? { to: key === null ? `${home}/keys` : `${home}/keys?settings=${key.id}`, label: "Open the key’s settings" }
        : { to: `${home}/billing`, label: "Compare plans" };
  return step === null ? null : (
    <p>
      <Link className={buttonClass()} to={step.to}>
        {step.label}
      </Link>
    </p>
  );
}

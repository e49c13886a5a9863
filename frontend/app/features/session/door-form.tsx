import type { FormEventHandler, ReactNode } from "react";
import { Button } from "~/components/ui/button";
import { Notice } from "~/components/ui/notice";
import { RequestId } from "~/components/ui/request-id";
import { explain } from "~/lib/problem";

interface Props {
  title: string;
  lead?: ReactNode;
  submit: string;
  busy: boolean;
  /** What no field of the form is to blame for. */
  error: unknown;
  onSubmit: FormEventHandler;
  children: ReactNode;
  after?: ReactNode;
}

export function DoorForm({ title, lead, submit, busy, error, onSubmit, children, after }: Props) {
  return (
    <>
      <title>{`${title} · SOTA Tools`}</title>
      <header className="grid gap-2">
        <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
        {lead ? <div className="text-ink-2">{lead}</div> : null}
      </header>
      {error ? <Problem error={error} /> : null}
      <form className="grid gap-4" noValidate onSubmit={onSubmit}>
        {children}
        <Button busy={busy} className="w-full" look="primary" size="lg" type="submit">
          {submit}
        </Button>
      </form>
      {after ? <div className="grid gap-2 text-ink-2">{after}</div> : null}
    </>
  );
}

function Problem({ error }: { error: unknown }) {
  const { detail, requestId } = explain(error);
  return (
    <Notice tone="bad">
      {detail}
      <RequestId id={requestId} />
    </Notice>
  );
}

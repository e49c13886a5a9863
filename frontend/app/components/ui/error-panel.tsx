import { explain } from "~/lib/problem";
import { Button } from "./button";
import { RequestId } from "./request-id";

interface Props {
  error: unknown;
  what: string;
  onRetry: () => void;
  retrying: boolean;
}

export function ErrorPanel({ error, what, onRetry, retrying }: Props) {
  const { detail, requestId } = explain(error);
  return (
    <div
      className="grid justify-items-start gap-3 rounded-lg border border-line bg-raised p-6 in-[.card]:border-0 in-[.card]:p-0 in-[.card-flush]:border-0 in-[.card-flush]:p-4"
      role="alert"
    >
      <div className="grid gap-1">
        <h2 className="font-semibold">Could not load {what}</h2>
        <p className="text-ink-2">{detail}</p>
      </div>
      <RequestId id={requestId} />
      <Button busy={retrying} onClick={onRetry}>
        Retry
      </Button>
    </div>
  );
}

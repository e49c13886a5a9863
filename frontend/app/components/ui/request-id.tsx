import { CopyButton } from "./copy-button";

/** What support needs to find the very request. */
export function RequestId({ id }: { id: string | null }) {
  return id === null ? null : (
    <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-3">
      Request <code className="font-mono break-all">{id}</code>
      <CopyButton label="Copy request id" text={id} />
    </p>
  );
}

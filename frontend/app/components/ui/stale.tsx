import { relative } from "~/lib/format";
import { Button } from "./button";
import { Notice } from "./notice";

export function Stale({ at, onRetry, retrying }: { at: number; onRetry: () => void; retrying: boolean }) {
  return (
    <div className="mb-4">
      <Notice
        action={
          <Button busy={retrying} onClick={onRetry} size="sm">
            Retry
          </Button>
        }
        tone="warn"
      >
        Could not refresh. Last updated {relative(new Date(at).toISOString())}.
      </Notice>
    </div>
  );
}

import { Button } from "~/components/ui/button";
import { CodeBlock } from "~/components/ui/code-tabs";
import { Empty } from "~/components/ui/empty";

export function NoKeys({ onCreate }: { onCreate: (() => void) | undefined }) {
  return (
    <Empty
      action={
        onCreate ? (
          <Button look="primary" onClick={onCreate}>
            Create key
          </Button>
        ) : null
      }
      title="No keys yet"
    >
      <div className="grid grid-cols-1 gap-3">
        <p>
          Every call carries a key; it says whose calls they are. A test key costs nothing, a live key counts. Once you
          have one:
        </p>
        <div className="rounded-lg border border-line bg-sunk">
          <CodeBlock
            code={`curl ${location.origin}/v1/echo \\\n  -H "Authorization: Bearer $SOTA_KEY"`}
            label="curl example"
          />
        </div>
      </div>
    </Empty>
  );
}

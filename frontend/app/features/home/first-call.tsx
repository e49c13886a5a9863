import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { Button, buttonClass } from "~/components/ui/button";
import { CodeTabs } from "~/components/ui/code-tabs";
import { PlayIcon } from "~/components/ui/icons";
import { Loaded } from "~/components/ui/loaded";
import { Notice } from "~/components/ui/notice";
import { Card } from "~/components/ui/page";
import { Skeleton } from "~/components/ui/skeleton";
import { callWithKey } from "~/lib/api";
import { explain } from "~/lib/problem";
import { Answer } from "./answer";
import { testSecretQuery } from "./home-api";
import { echoRequest, echoSamples } from "./samples";

interface Props {
  accountId: string;
  onCalled: () => void;
}

export function FirstCall({ accountId, onCalled }: Props) {
  const secret = useQuery(testSecretQuery(accountId));
  return (
    <Card title="Make a call">
      <Loaded query={secret} skeleton={<Skeleton className="h-44 w-full" />} what="your test key">
        {(key) => (key === null ? <NoTestKey accountId={accountId} /> : <TryIt onCalled={onCalled} secret={key} />)}
      </Loaded>
    </Card>
  );
}

function TryIt({ secret, onCalled }: { secret: string; onCalled: () => void }) {
  const run = useMutation({ mutationFn: () => callWithKey(echoRequest, secret), onSuccess: onCalled });
  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="text-ink-2">Your test key is in the sample. Test calls run everything and cost nothing.</p>
      <CodeTabs label="Language" samples={echoSamples(location.origin, secret)} />
      <div className="flex flex-wrap items-center gap-3">
        <Button busy={run.isPending} look="primary" onClick={() => run.mutate()}>
          <PlayIcon className="size-3.5" />
          Run it here
        </Button>
        <span className="text-ink-3">or paste the sample into a terminal</span>
      </div>
      <div aria-live="polite" className="empty:hidden">
        {run.isError ? <Notice tone="bad">{explain(run.error).detail}</Notice> : null}
        {run.isSuccess ? <Answer exchange={run.data} /> : null}
      </div>
    </div>
  );
}

function NoTestKey({ accountId }: { accountId: string }) {
  return (
    <div className="grid justify-items-start gap-3">
      <p className="text-ink-2">
        This account has no working test key. Make one, and the sample here is filled in with it.
      </p>
      <Link className={buttonClass()} to={`/app/${accountId}/keys?create=test`}>
        Create a test key
      </Link>
    </div>
  );
}

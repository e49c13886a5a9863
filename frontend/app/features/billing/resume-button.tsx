import { Button } from "~/components/ui/button";
import { toast } from "~/components/ui/toasts";
import { useMe } from "~/lib/account";
import { explain } from "~/lib/problem";
import { useResume } from "./changes-api";
import { said } from "./subscription";

/** Takes back what waits for the period's end. */
export function ResumeButton({ children, done }: { children: string; done: string }) {
  const { account } = useMe();
  const resuming = useResume(account.id);
  return (
    <div className="grid justify-items-start gap-1.5">
      <Button
        busy={resuming.isPending}
        onClick={() => resuming.mutate(undefined, { onSuccess: (after) => toast(said(after, done)) })}
      >
        {children}
      </Button>
      {resuming.isError ? (
        <p className="text-sm text-fail" role="alert">
          {explain(resuming.error).detail}
        </p>
      ) : null}
    </div>
  );
}

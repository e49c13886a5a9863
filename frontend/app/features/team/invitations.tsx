import { Status } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Card } from "~/components/ui/page";
import { Time } from "~/components/ui/time";
import { toast } from "~/components/ui/toasts";
import { useMe } from "~/lib/account";
import type { Invitation } from "~/lib/contract";
import { mayGive } from "./roles";
import { useResend, useRevoke } from "./team-api";
import { TeamProblem } from "./team-problem";

/** Who was asked and has not come yet. */
export function Invitations({ invitations }: { invitations: Invitation[] }) {
  const { account } = useMe();
  const resending = useResend(account.id);
  const revoking = useRevoke(account.id);
  const error = resending.error ?? revoking.error;
  return (
    <Card title="Invitations">
      <div className="grid gap-3">
        {error ? <TeamProblem error={error} /> : null}
        {invitations.length === 0 ? (
          <p className="text-ink-2">Nobody is invited at the moment.</p>
        ) : (
          <ul className="grid gap-3">
            {invitations.map((one) => (
              <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2" key={one.id}>
                <Facts invitation={one} />
                {mayGive(account.role, one.role) ? (
                  <span className="flex flex-wrap gap-2">
                    <Button
                      aria-label={`Resend the invitation to ${one.email}`}
                      busy={resending.isPending && resending.variables === one.id}
                      onClick={() =>
                        resending.mutate(one.id, { onSuccess: () => toast(`A new link is on its way to ${one.email}`) })
                      }
                    >
                      Resend
                    </Button>
                    <Button
                      aria-label={`Revoke the invitation to ${one.email}`}
                      busy={revoking.isPending && revoking.variables === one.id}
                      look="quiet"
                      onClick={() =>
                        revoking.mutate(one.id, { onSuccess: () => toast(`The link to ${one.email} works no more`) })
                      }
                    >
                      Revoke
                    </Button>
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

function Facts({ invitation }: { invitation: Invitation }) {
  return (
    <span className="grid min-w-0 gap-0.5">
      <span className="font-semibold break-all">{invitation.email}</span>
      <span className="flex flex-wrap items-center gap-x-2 text-sm text-ink-2">
        as {invitation.role}
        {invitation.invited_by === null ? "" : `, by ${invitation.invited_by}`}
        {invitation.expired ? (
          <Status tone="warn">Expired, takes no seat</Status>
        ) : (
          <span>
            works until <Time at={invitation.expires_at} />
          </span>
        )}
      </span>
    </span>
  );
}

import { Link } from "react-router";
import { buttonClass } from "~/components/ui/button";
import { Meter } from "~/components/ui/meter";
import { Card } from "~/components/ui/page";
import { useMay, useMe } from "~/lib/account";
import type { Seats } from "~/lib/contract";
import { plural } from "~/lib/format";

export function isFull({ limit, members, invitations }: Seats): boolean {
  return limit !== null && members + invitations >= limit;
}

/** How many people the plan lets in, and the way to more. */
export function SeatsCard({ seats }: { seats: Seats }) {
  const { account, plan } = useMe();
  const mayPay = useMay("billing");
  const { limit, members, invitations } = seats;
  const taken = members + invitations;
  return (
    <Card
      actions={
        limit !== null && mayPay ? (
          <Link
            className={buttonClass({ look: isFull(seats) ? "primary" : "secondary" })}
            to={`/app/${account.id}/billing`}
          >
            Change plan
          </Link>
        ) : null
      }
      title="Seats"
    >
      <div className="grid gap-3">
        <p className="figures">
          {plural(members, "member", "members")}
          {invitations > 0 ? ` and ${plural(invitations, "invitation", "invitations")} waiting` : ""}
          {limit === null ? ", without a limit" : ` of ${plural(limit, "seat", "seats")} in the plan ${plan}`}
        </p>
        {limit === null ? null : <Meter label="Seats taken" limit={limit} used={taken} />}
        {isFull(seats) ? (
          <p className="text-ink-2">
            {taken > (limit ?? taken)
              ? "More people belong to the account than the plan has seats. Everybody stays; nobody new can come."
              : "Every seat is taken."}{" "}
            {mayPay
              ? "Choose a larger plan to invite more people."
              : "Ask an owner or billing contact for a larger plan."}
          </p>
        ) : null}
      </div>
    </Card>
  );
}

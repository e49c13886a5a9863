import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { Button } from "~/components/ui/button";
import { Loaded } from "~/components/ui/loaded";
import { Card } from "~/components/ui/page";
import { Skeleton } from "~/components/ui/skeleton";
import { useMe } from "~/lib/account";
import type { Credits as Prepaid } from "~/lib/contract";
import { count, date, price } from "~/lib/format";
import { BillingProblem } from "./billing-problem";
import { creditsQuery, useBuyCredits } from "./credits-api";

interface Props {
  mayPay: boolean;
  /** Whether the account pays for a plan here, which prepaid calls go with. */
  mayBuy: boolean;
}

/** Prepaid calls: what is left of them, and until when. */
export default function Credits({ mayPay, mayBuy }: Props) {
  const { account } = useMe();
  const [address] = useSearchParams();
  const credits = useQuery(creditsQuery(account.id, address.get("pack") === "bought"));
  const buying = useBuyCredits(account.id);
  const offer = credits.data?.offer ?? null;
  if (!mayBuy && (credits.data?.data ?? []).length === 0) {
    return null;
  }
  return (
    <Card
      actions={
        mayPay && mayBuy && offer ? (
          <Button busy={buying.isPending || buying.isSuccess} onClick={() => buying.mutate()}>
            Buy {count(offer.calls)} calls for {price(offer.price)}
          </Button>
        ) : null
      }
      title="Prepaid calls"
    >
      <div className="grid gap-4">
        {buying.isError ? <BillingProblem error={buying.error} /> : null}
        <Loaded query={credits} skeleton={<Skeleton className="h-12 w-full" />} what="your prepaid calls">
          {(prepaid) => <Packs prepaid={prepaid} />}
        </Loaded>
      </div>
    </Card>
  );
}

function Packs({ prepaid: { left, offer, data } }: { prepaid: Prepaid }) {
  if (data.length === 0) {
    return (
      <p className="text-ink-2">
        None. They are used when the plan's calls of a month are, and before a spending cap
        {offer ? `, and are good for ${offer.months} months` : ""}.
      </p>
    );
  }
  return (
    <div className="grid gap-3">
      <p>
        <span className="figures font-semibold">{count(left)}</span> left, used after the plan's calls of a month.
      </p>
      <ul className="grid gap-2">
        {data.map((pack) => (
          <li className="figures flex flex-wrap justify-between gap-x-4" key={pack.id}>
            <span>
              {count(pack.left)} of {count(pack.calls)}
            </span>
            <span className="text-ink-2">{fates[pack.status](date(pack.expires_at, "UTC"))}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const fates: Record<Prepaid["data"][number]["status"], (until: string) => string> = {
  active: (until) => `good until ${until} (UTC)`,
  used: () => "used up",
  expired: (until) => `ended on ${until} (UTC)`,
  taken_back: () => "paid back",
};

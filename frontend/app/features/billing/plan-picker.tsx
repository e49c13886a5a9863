import { Button } from "~/components/ui/button";
import { useMe } from "~/lib/account";
import type { Plan } from "~/lib/contract";
import { price } from "~/lib/format";
import { useCheckout } from "./billing-api";
import { BillingProblem } from "./billing-problem";
import { type Offer, PlanChoice } from "./plan-choice";

/** For who has no subscription yet: pays, or tries first, on Stripe's page. */
export function PlanPicker({ plans }: { plans: Plan[] }) {
  return (
    <PlanChoice plans={plans} title="Choose a plan">
      {(offer) => <Start {...offer} />}
    </PlanChoice>
  );
}

function Start({ plan, interval, cost }: Offer) {
  const { account } = useMe();
  const checkout = useCheckout(account.id);
  const leaving = checkout.isPending || checkout.isSuccess;
  const trying = checkout.variables?.trial === true;
  return (
    <>
      {checkout.isError ? <BillingProblem error={checkout.error} /> : null}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button busy={leaving && !trying} look="primary" onClick={() => checkout.mutate({ plan: plan.id, interval })}>
          Upgrade to {plan.name}
        </Button>
        {plan.trial_days > 0 ? (
          <Button
            busy={leaving && trying}
            onClick={() => checkout.mutate({ plan: plan.id, interval, trial: true, trial_card: "later" })}
          >
            Try {plan.name} for {plan.trial_days} days
          </Button>
        ) : null}
        <p aria-live="polite" className="figures basis-full text-ink-2">
          {price(cost)} per {interval}, charged now and at the start of each period. Taxes, if any, are shown before you
          pay, and a promotion code is typed there.
          {plan.trial_days > 0 ? " A trial needs no card, ends by itself, and is given once." : null}
        </p>
      </div>
    </>
  );
}

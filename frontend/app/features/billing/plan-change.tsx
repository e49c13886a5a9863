import { useState } from "react";
import { Button } from "~/components/ui/button";
import type { Interval, Plan, Subscription } from "~/lib/contract";
import { ChangeDialog } from "./change-dialog";
import type { Wish } from "./changes-api";
import { PlanChoice } from "./plan-choice";

/** Another plan or interval for who has one: what it costs comes from the server, before anything happens. */
export function PlanChange({ plans, subscription }: { plans: Plan[]; subscription: Subscription }) {
  const [wish, setWish] = useState<Wish>();
  const interval: Interval = subscription.interval ?? "month";
  return (
    <PlanChoice plans={plans} preset={{ plan: subscription.plan, interval }} title="Change plan">
      {(offer) => {
        const same = offer.plan.id === subscription.plan && offer.interval === interval;
        return (
          <>
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <Button disabled={same} onClick={() => setWish({ plan: offer.plan.id, interval: offer.interval })}>
                See what {offer.plan.name} costs
              </Button>
              <p aria-live="polite" className="text-ink-2">
                {same
                  ? "This is what you have. Choose another to see its cost."
                  : "Nothing changes before you confirm."}
              </p>
            </div>
            {wish ? (
              <ChangeDialog
                name={offer.plan.name}
                onClose={() => setWish(undefined)}
                trial={subscription.status === "trialing"}
                wish={wish}
              />
            ) : null}
          </>
        );
      }}
    </PlanChoice>
  );
}

import { Notice } from "~/components/ui/notice";
import type { Subscription } from "~/lib/contract";
import { date } from "~/lib/format";
import { PortalButton } from "./portal-button";

const words: Partial<Record<Subscription["status"], string>> = {
  past_due: "The last payment failed. Stripe tries again; a working card in the portal ends this.",
  unpaid: "The last invoice is unpaid and Stripe has stopped trying. Pay it in the portal to go on.",
  incomplete: "The first payment is not complete yet. Finish it in the portal.",
  incomplete_expired: "The first payment was not completed in time, so the plan did not start. Choose it again below.",
  paused: "The subscription is paused. Resume it in the portal.",
};

export function BillingTrouble({ subscription, mayPay }: { subscription: Subscription; mayPay: boolean }) {
  const trouble = words[subscription.status];
  if (trouble !== undefined) {
    const inPortal = mayPay && subscription.status !== "incomplete_expired";
    return (
      <Notice action={inPortal ? <PortalButton look="primary">Open the portal</PortalButton> : null} tone="bad">
        {trouble}
      </Notice>
    );
  }
  return subscription.cancel_at === null ? null : (
    <Notice action={mayPay ? <PortalButton>Keep the plan</PortalButton> : null} tone="warn">
      The plan is canceled and works until {date(subscription.cancel_at, "UTC")}, 00:00 UTC or later that day. Then the
      account is on Free.
    </Notice>
  );
}

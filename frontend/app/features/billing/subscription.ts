import type { Subscription } from "~/lib/contract";

/** Whether Stripe holds a subscription that changes in its portal, not by a second checkout. */
export function isPaid({ status }: Subscription): boolean {
  return ["active", "trialing", "past_due", "unpaid", "paused"].includes(status);
}

/** Whether Stripe's portal has anything to show for this account. */
export function hasPortal({ status }: Subscription): boolean {
  return status !== "none";
}

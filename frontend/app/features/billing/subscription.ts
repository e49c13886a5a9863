import type { Plan, Subscription } from "~/lib/contract";

/** Whether Stripe holds a subscription that changes in its portal, not by a second checkout. */
export function isPaid({ status }: Subscription): boolean {
  return ["active", "trialing", "past_due", "unpaid", "paused"].includes(status);
}

/** Whether Stripe's portal has anything to show for this account. */
export function hasPortal({ status }: Subscription): boolean {
  return status !== "none";
}

/** Whether another plan can be chosen now: what is paid runs, and nothing else is under way. */
export function mayChange({ status, cancel_at, pending_change, interval }: Subscription): boolean {
  const runs = status === "active" || status === "trialing";
  return runs && cancel_at === null && pending_change === null && interval !== null;
}

/** Whether its terms were agreed with us and change with us. */
export function isContract(plans: Plan[], { plan }: Subscription): boolean {
  return plans.some(({ id, contract }) => id === plan && contract);
}

/** Whether there is something to end. */
export function mayCancel({ status, interval }: Subscription): boolean {
  return ["active", "trialing", "past_due"].includes(status) && interval !== null;
}

/** What to say after something was asked for: it is done, or it is noted while Stripe does not answer. */
export function said({ waiting }: Subscription, done: string): string {
  return waiting === null ? done : "Noted. Stripe does not answer; it is carried out by itself";
}

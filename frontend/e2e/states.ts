import { appStates } from "./states/app.ts";
import { billingStates } from "./states/billing.ts";
import type { State } from "./states/common.ts";
import { keysStates } from "./states/keys.ts";
import { siteStates } from "./states/site.ts";
import { subscriptionStates } from "./states/subscription.ts";
import { teamStates } from "./states/team.ts";

/** Every page, and every state of every list (the matrix of the design), each with how to get there. */
export const states: State[] = [
  ...siteStates,
  ...appStates,
  ...keysStates,
  ...billingStates,
  ...subscriptionStates,
  ...teamStates,
];

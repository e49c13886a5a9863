import { json, subscription } from "../fixtures.ts";
import { home, type State } from "./common.ts";

/** What may be wrong with a subscription, or ahead of it. */
export const subscriptionStates: State[] = [
  {
    name: "billing-past-due",
    path: `${home}/billing`,
    ready: "text=The last payment failed",
    answers: { "GET /v1/subscription": json(subscription({ status: "past_due" })) },
  },
  {
    name: "billing-incomplete",
    path: `${home}/billing`,
    ready: "text=Pay at Stripe",
    answers: {
      "GET /v1/subscription": json(
        subscription({
          plan: "free",
          interval: null,
          status: "incomplete",
          payment: { needs: "payment", url: "/elsewhere", until: "2026-11-23T11:00:00.000Z" },
        }),
      ),
    },
  },
  {
    name: "billing-canceled",
    path: `${home}/billing`,
    ready: "text=The plan is canceled",
    answers: { "GET /v1/subscription": json(subscription({ cancel_at: "2026-12-01T00:00:00.000Z" })) },
  },
  {
    name: "billing-pending-change",
    path: `${home}/billing`,
    ready: "text=The plan changes to Pro",
    answers: {
      "GET /v1/subscription": json(
        subscription({
          plan: "team",
          pending_change: {
            plan: "pro",
            interval: "month",
            takes_effect_at: "2026-12-01T00:00:00.000Z",
            expires_at: null,
            pay_url: null,
          },
        }),
      ),
    },
  },
  {
    name: "billing-change-unpaid",
    path: `${home}/billing`,
    ready: "text=waits for its payment",
    answers: {
      "GET /v1/subscription": json(
        subscription({
          pending_change: {
            plan: "team",
            interval: "month",
            takes_effect_at: null,
            expires_at: "2026-11-23T11:00:00.000Z",
            pay_url: "/elsewhere",
          },
        }),
      ),
    },
  },
  {
    name: "billing-contract",
    path: `${home}/billing`,
    ready: "text=By contract",
    answers: {
      "GET /v1/subscription": json(
        subscription({
          plan: "enterprise",
          interval: "year",
          contract: { price: { amount: 6_000_000, currency: "usd" }, calls: 5_000_000, net_days: 30, po_number: null },
        }),
      ),
    },
  },
  {
    name: "billing-discount",
    path: `${home}/billing`,
    ready: "text=20% off until",
    answers: {
      "GET /v1/subscription": json(
        subscription({
          discounts: [
            {
              name: "Spring sale",
              code: "SPRING",
              percent_off: 20,
              amount_off: null,
              duration: "repeating",
              ends_at: "2027-02-14T09:12:00.000Z",
            },
          ],
        }),
      ),
    },
  },
  {
    name: "billing-suspended",
    path: `${home}/billing`,
    ready: "text=Your bank disputes a payment",
    answers: {
      "GET /v1/subscription": json(
        subscription({
          plan: "free",
          interval: null,
          suspension: { reason: "dispute", since: "2026-11-14T09:12:00.000Z" },
        }),
      ),
    },
  },
  {
    name: "billing-parked",
    path: `${home}/billing`,
    ready: "text=on our side",
    answers: {
      "GET /v1/subscription": json(subscription({ parked_since: "2026-11-14T09:12:00.000Z" })),
    },
  },
  {
    name: "billing-waiting",
    path: `${home}/billing`,
    ready: "text=Your cancellation is noted",
    answers: {
      "GET /v1/subscription": json(
        subscription({
          waiting: {
            kind: "cancel",
            plan: null,
            interval: null,
            since: "2026-11-14T09:12:00.000Z",
            next_attempt_at: "2026-11-14T09:13:00.000Z",
          },
        }),
      ),
    },
  },
  {
    name: "billing-no-address",
    path: `${home}/billing`,
    ready: "text=could not be invoiced",
    answers: {
      "GET /v1/subscription": json(
        subscription({ payment: { needs: "address", url: null, until: "2026-12-09T00:00:00.000Z" } }),
      ),
    },
  },
];

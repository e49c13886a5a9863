import type { Page } from "playwright-core";
import {
  billingDetails,
  credits,
  emptyList,
  invoices,
  json,
  never,
  paymentMethods,
  planPreview,
  problem,
  spendCap,
  subscription,
} from "../fixtures.ts";
import { broken, button, dialog, home, type State, viewer } from "./common.ts";

const free = json(subscription({ plan: "free", interval: null, status: "none" }));

const change = `${home}/billing?plan=team`;
const none = { amount: 0, currency: "usd" };
const seeCost = async (page: Page) => {
  await button("See what Team costs")(page);
  await page.getByText("To pay now").waitFor();
};

export const billingStates: State[] = [
  { name: "billing", path: `${home}/billing`, ready: "text=Your plan" },
  {
    name: "billing-free",
    path: `${home}/billing?plan=team&interval=year`,
    ready: "text=Choose a plan",
    answers: { "GET /v1/subscription": free, "GET /v1/invoices": json(emptyList) },
  },
  {
    name: "billing-cap",
    path: `${home}/billing`,
    ready: "text=On: up to $50.00 a month",
    answers: {
      "GET /v1/spend-cap": json(
        spendCap({
          cap: { amount: 5_000, currency: "usd" },
          calls: 4_166,
          used: { calls: 212, amount: { amount: 254, currency: "usd" } },
        }),
      ),
    },
  },
  {
    name: "billing-packs",
    path: `${home}/billing`,
    ready: "text=4,211 of 5,000",
    answers: {
      "GET /v1/credits": json(
        credits(
          {
            id: "pack_00000000000000000000000001",
            status: "used",
            calls: 5_000,
            left: 0,
            price: { amount: 6_000, currency: "usd" },
            bought_at: "2026-03-14T09:12:00.000Z",
            expires_at: "2027-03-14T09:12:00.000Z",
          },
          {
            id: "pack_00000000000000000000000002",
            status: "active",
            calls: 5_000,
            left: 4_211,
            price: { amount: 6_000, currency: "usd" },
            bought_at: "2026-06-14T09:12:00.000Z",
            expires_at: "2027-06-14T09:12:00.000Z",
          },
        ),
      ),
      "POST /v1/credits": problem(409, "state_conflict", "Prepaid calls go with a plan that is paid here."),
    },
    act: async (page) => {
      await button("Buy 5,000 calls for $60")(page);
      await page.getByText("Prepaid calls go with a plan").waitFor();
    },
  },
  {
    name: "billing-cap-wrong",
    path: `${home}/billing`,
    ready: "text=Off: when the plan's calls and prepaid ones are used",
    act: async (page) => {
      await page.getByLabel("Spending cap per month").fill("lots");
      await button("Let more calls pass")(page);
      await page.getByText("Type an amount in USD").waitFor();
    },
  },
  { name: "billing-change", path: change, ready: "text=Change plan", act: seeCost },
  {
    name: "billing-change-later",
    path: change,
    ready: "text=Change plan",
    answers: {
      "POST /v1/subscription/preview": json(
        planPreview({
          kind: "period_end",
          takes_effect_at: "2026-12-01T00:00:00.000Z",
          credit: none,
          due: none,
          next_invoice: { amount: planPreview().price, at: "2026-12-01T00:00:00.000Z" },
        }),
      ),
    },
    act: seeCost,
  },
  {
    name: "billing-change-error",
    path: change,
    ready: "text=Change plan",
    answers: { "POST /v1/subscription/preview": broken },
    act: async (page) => {
      await button("See what Team costs")(page);
      await page.getByText("Could not load what it costs").waitFor();
    },
  },
  {
    name: "billing-change-refused",
    path: change,
    ready: "text=Change plan",
    answers: {
      "PATCH /v1/subscription": problem(402, "payment_required", "Your bank wants you to confirm this payment.", {
        pay_url: "/elsewhere",
      }),
    },
    act: async (page) => {
      await seeCost(page);
      await button("Pay $469.94 and change now")(page);
      await page.getByRole("link", { name: "Pay at Stripe" }).waitFor();
    },
  },
  {
    name: "billing-cards",
    path: `${home}/billing`,
    ready: "text=Mastercard",
    answers: {
      "GET /v1/payment-methods": json(
        paymentMethods({ brand: "mastercard", last4: "4444", exp_month: 10, exp_year: 2026 }),
      ),
    },
    act: dialog("Remove Mastercard •••• 4444"),
  },
  {
    name: "billing-card-needed",
    path: `${home}/billing`,
    ready: "text=Visa",
    answers: {
      "DELETE /v1/payment-methods/pm_1": problem(
        409,
        "state_conflict",
        "Your plan is charged on this card, and there is no other. Add another card first, or cancel the plan.",
      ),
    },
    act: async (page) => {
      await button("Remove Visa •••• 4242")(page);
      await button("Remove it")(page);
      await page.getByText("Add another card first").waitFor();
    },
  },
  {
    name: "billing-no-card",
    path: `${home}/billing`,
    ready: "text=No card yet",
    answers: { "GET /v1/payment-methods": json({ data: [] }) },
  },
  {
    name: "billing-details",
    path: `${home}/billing`,
    ready: "text=Purchase order PO-1843",
    answers: {
      "GET /v1/billing-details": json(
        billingDetails({
          name: "Analytical Engines GmbH",
          line1: "Unter den Linden 1",
          city: "Berlin",
          postal_code: "10117",
          country: "DE",
          tax_id_type: "eu_vat",
          tax_id: "DE123456789",
          po_number: "PO-1843",
          waiting: true,
        }),
      ),
      "PUT /v1/billing-details": problem(422, "invalid_parameter", "tax_id was refused.", {
        errors: [{ pointer: "/tax_id", detail: "tax_id was refused. Stripe says: Invalid value for eu_vat." }],
      }),
    },
    act: async (page) => {
      await button("Change details")(page);
      await button("Save")(page);
      await page.getByText("Invalid value for eu_vat").waitFor();
    },
  },
  { name: "billing-cancel", path: `${home}/billing`, ready: "text=Leaving", act: dialog("Cancel the plan") },
  { name: "billing-money-back", path: `${home}/billing`, ready: "text=Not what you need?", act: dialog("Money back") },
  {
    name: "billing-viewer",
    path: `${home}/billing`,
    ready: "text=Your role may look",
    answers: { "GET /v1/me": viewer },
  },
  {
    name: "billing-loading",
    path: `${home}/billing`,
    ready: "[aria-busy]",
    answers: {
      "GET /v1/plans": never,
      "GET /v1/invoices": never,
      "GET /v1/payment-methods": never,
      "GET /v1/credits": never,
    },
  },
  {
    name: "billing-error",
    path: `${home}/billing`,
    ready: "text=Could not load your invoices",
    answers: {
      "GET /v1/subscription": broken,
      "GET /v1/invoices": broken,
      "GET /v1/payment-methods": broken,
      "GET /v1/credits": broken,
    },
  },
  {
    name: "success-waiting",
    path: `${home}/billing/success?session_id=cs_1`,
    ready: "text=Payment is being confirmed",
    answers: {
      "POST /v1/checkout/cs_1/sync": json({ id: "cs_1", status: "processing", subscription: subscription() }),
    },
  },
  {
    name: "success",
    path: `${home}/billing/success?session_id=cs_1`,
    ready: "text=Paid: you are on Pro",
    answers: { "POST /v1/checkout/cs_1/sync": json({ id: "cs_1", status: "complete", subscription: subscription() }) },
  },
  {
    name: "success-trial",
    path: `${home}/billing/success?session_id=cs_1`,
    ready: "text=Your trial of Pro has begun",
    answers: {
      "POST /v1/checkout/cs_1/sync": json({
        id: "cs_1",
        status: "complete",
        subscription: subscription({ status: "trialing", trial_end_at: "2026-10-23T00:00:00.000Z" }),
      }),
    },
  },
  { name: "invoice", path: `${home}/invoices/${invoices[1]?.id}`, ready: "article" },
  {
    name: "invoice-error",
    path: `${home}/invoices/${invoices[1]?.id}`,
    ready: "text=Could not load this invoice",
    answers: { "GET /v1/invoices/*": broken },
  },
];

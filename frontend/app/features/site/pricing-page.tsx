import { linkClass } from "~/components/ui/link";
import { AtTheLimit } from "./at-the-limit";
import { BillingSwitch } from "./billing-switch";
import { dunning } from "./catalog";
import { Closing } from "./closing";
import { Estimator } from "./estimator";
import { CurrencyCode } from "./figures";
import { PlanColumns } from "./plan-columns";
import { PlanTable } from "./plan-table";
import { type Question, Questions } from "./questions";
import { Width } from "./width";

export const meta = () => [
  { title: "Pricing · SOTA Tools" },
  {
    name: "description",
    content:
      "Pay for calls, stop any time. What each plan includes, what happens at the limit, and with which status code.",
  },
];

const questions: Question[] = [
  {
    id: "faq-tax",
    ask: "Which currency, and is tax included?",
    answer:
      "Prices are in the currency that stands beside them, without tax. If tax applies to you, Stripe shows it before you pay and the invoice lists it.",
  },
  {
    id: "faq-unpaid",
    ask: "What happens when a renewal cannot be charged?",
    answer: `It is tried again on days ${dunning.attempts_on_days.join(", ")} after the renewal, and each time it fails you get a mail with a link to pay. The plan stays in force for ${dunning.grace_days} days; then the account is on Free and nothing is deleted. Once the renewal is paid the plan is back; whole months without it are not charged.`,
  },
  {
    id: "faq-cancel",
    ask: "What happens when I cancel?",
    answer:
      "The plan works until the end of the period you paid for. Then the account is on Free: its keys stay, its limits are those of Free.",
  },
  {
    id: "faq-change",
    ask: "What if the price changes?",
    answer:
      "The cells on this page are filled from the same file that the checkout reads. You see the amount again at Stripe, before you pay.",
  },
  {
    id: "faq-card",
    ask: "Where do my card details go?",
    answer: "To Stripe. The card is typed on Stripe's page; we hold its customer id and the invoices.",
  },
];

export default function PricingPage() {
  return (
    <>
      <Width className="grid gap-8 py-14 sm:py-20">
        <header className="flex flex-wrap items-end justify-between gap-6">
          <div className="grid gap-3">
            <h1 className="text-4xl font-[650] tracking-[-0.03em]">Pay for calls. Stop any time.</h1>
            <p className="max-w-prose text-lg text-ink-2">
              A call is a request that was answered. Errors cost nothing, test keys cost nothing.
            </p>
          </div>
          <BillingSwitch />
        </header>
        <PlanColumns />
        <Estimator />
        <p className="text-base text-ink-3">
          Prices in <CurrencyCode />, without tax.{" "}
          <a className={linkClass} href="#compare">
            Compare line by line
          </a>
        </p>
      </Width>
      <AtTheLimit />
      <PlanTable />
      <Questions questions={questions} />
      <Closing />
    </>
  );
}

import { linkClass } from "~/components/ui/link";
import { Section } from "./width";

const stages = [
  { at: "0 to 80 %", text: "Calls are answered. Every answer says what is left." },
  { at: "80 %", text: "The bar in the dashboard turns amber. Nothing else changes." },
  {
    at: "100 %",
    text: "Live calls stop: status 429, code quota_exceeded, with resets_at and Retry-After. Prepaid calls are used first, if you have any. If you have set a spending cap, calls then go on and are paid one by one, and stop at the cap. Test keys go on.",
  },
];

export function AtTheLimit() {
  return (
    <Section
      id="limit"
      lead="It stops. Nothing beyond the plan is charged unless you set a spending cap, and that is never passed."
      title="What happens at the limit"
    >
      <div className="grid gap-6">
        <svg aria-hidden="true" className="h-3 w-full" preserveAspectRatio="none" viewBox="0 0 120 4">
          <rect className="fill-petrol" height="4" width="80" />
          <rect className="fill-warn" height="4" width="20" x="80" />
          <rect className="fill-fail" height="4" width="1" x="100" />
          <rect className="fill-line" height="4" width="19" x="101" />
        </svg>
        <dl className="grid gap-6 sm:grid-cols-3">
          {stages.map(({ at, text }) => (
            <div className="grid content-start gap-1" key={at}>
              <dt className="figures font-semibold">{at}</dt>
              <dd className="text-base text-ink-2">{text}</dd>
            </div>
          ))}
        </dl>
        <p className="max-w-prose text-base text-ink-2">
          The count begins again with the next period: the calendar month in UTC on Free, the monthly anniversary on a
          paid plan. Too many requests in one minute are a 429 as well, with the code{" "}
          <a className={linkClass} href="/docs/errors/too_many_requests">
            too_many_requests
          </a>
          . Only an unpaid invoice is a 402,{" "}
          <a className={linkClass} href="/docs/errors/payment_required">
            payment_required
          </a>
          .
        </p>
      </div>
    </Section>
  );
}

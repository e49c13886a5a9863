import { linkClass } from "~/components/ui/link";
import { Calls, Price, StartsAt } from "./figures";
import { Width } from "./width";

export function PlansRow() {
  return (
    <section aria-labelledby="plans" className="scheme-dark bg-paper py-16 text-ink sm:py-20">
      <Width className="grid gap-8">
        <h2 className="text-3xl font-[650] tracking-[-0.02em]" id="plans">
          Pay for calls. Stop any time.
        </h2>
        <ul className="grid divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised sm:grid-cols-2 lg:grid-cols-4 lg:divide-x lg:divide-y-0">
          <PlanCell calls="free" name="Free">
            <Amount>
              <Price interval="month" plan="free" />
            </Amount>{" "}
            / month
          </PlanCell>
          <PlanCell calls="pro" name="Pro">
            <Amount>
              <Price interval="month" plan="pro" />
            </Amount>{" "}
            / month
          </PlanCell>
          <PlanCell calls="team" name="Team">
            <Amount>
              <Price interval="month" plan="team" />
            </Amount>{" "}
            / month
          </PlanCell>
          <PlanCell name="Enterprise">
            from{" "}
            <Amount>
              <StartsAt plan="enterprise" />
            </Amount>{" "}
            / month
          </PlanCell>
        </ul>
        <p>
          <a className={linkClass} href="/pricing">
            Compare all plans
          </a>
        </p>
      </Width>
    </section>
  );
}

function PlanCell({ name, calls, children }: { name: string; calls?: string; children: React.ReactNode }) {
  return (
    <li className="grid content-start gap-1.5 p-6">
      <h3 className="font-semibold">{name}</h3>
      <p className="text-base text-ink-3">{children}</p>
      <p className="text-base text-ink-2">
        {calls ? (
          <>
            <Calls plan={calls} /> calls a month
          </>
        ) : (
          "By contract. Not on sale yet."
        )}
      </p>
    </li>
  );
}

function Amount({ children }: { children: React.ReactNode }) {
  return <span className="figures text-2xl font-semibold tracking-tight text-ink">{children}</span>;
}

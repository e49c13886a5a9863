import { Link } from "react-router";
import { linkClass } from "~/components/ui/link";
import { Meter } from "~/components/ui/meter";
import type { Quota } from "~/lib/contract";
import { count, date, percent } from "~/lib/format";

interface Props {
  accountId: string;
  plan: string;
  quota: Quota;
}

export function QuotaCard({ accountId, plan, quota: { used, limit, remaining, period } }: Props) {
  return (
    <section aria-label="Calls this period" className="grid gap-3 rounded-lg border border-line bg-raised p-4 sm:p-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="font-semibold">Live calls this period</h2>
        <p className="text-ink-3">Resets {date(period.end, "UTC")}, 00:00 UTC</p>
      </div>
      <p className="figures flex items-baseline gap-2">
        <span className="text-2xl font-semibold tracking-tight">{count(used)}</span>
        <span className="text-ink-2">of {count(limit)}</span>
      </p>
      <Meter label="Live calls used this period" limit={limit} used={used} />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 text-ink-2">
        <p className="figures">
          {remaining === 0
            ? "Used up: live calls answer 429 until the reset. Nothing is charged for them."
            : `${percent(used, limit)} used, ${count(remaining)} left. Test calls do not count.`}
        </p>
        <Link className={linkClass} to={`/app/${accountId}/billing`}>
          {plan === "free" ? "Raise the limit" : "Plan and billing"}
        </Link>
      </div>
    </section>
  );
}

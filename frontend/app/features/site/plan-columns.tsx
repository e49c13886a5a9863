import type { ReactNode } from "react";
import { buttonClass } from "~/components/ui/button";
import { CheckIcon } from "~/components/ui/icons";
import { planOf } from "./catalog";
import { AtOnce, Calls, PerMinute, Price, StartsAt } from "./figures";
import { GetKey } from "./get-key";

export function PlanColumns() {
  return (
    <ul className="grid divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised md:grid-cols-2 xl:grid-cols-4 xl:divide-x xl:divide-y-0">
      <Column
        action={<GetKey size="lg" />}
        id="free"
        lines={["Test and live keys", "Every charged call listed"]}
        price={
          <Big>
            <Price interval="month" plan="free" />
          </Big>
        }
      >
        no card
      </Column>
      <PaidColumn id="pro" />
      <PaidColumn id="team" />
      <Column
        action={<p className="min-h-11 content-center text-base text-ink-3">Not on sale yet</p>}
        id="enterprise"
        lines={["Limits by contract"]}
        price={
          <>
            <span className="text-base text-ink-3">from </span>
            <Big>
              <StartsAt plan="enterprise" />
            </Big>
          </>
        }
      >
        per month, by contract
      </Column>
    </ul>
  );
}

function PaidColumn({ id }: { id: string }) {
  return (
    <Column
      action={
        <a
          className={buttonClass({ size: "lg" }, "text-base sm:text-md")}
          data-plan={id}
          href={`/app/signup?plan=${id}&interval=month`}
        >
          Start with {planOf(id).name}
        </a>
      }
      id={id}
      lines={["Test and live keys", "Every charged call listed", "Invoices with PDF"]}
      price={
        <>
          <span data-when="monthly">
            <Big>
              <Price interval="month" plan={id} />
            </Big>
          </span>
          <span data-when="annual" hidden>
            <Big>
              <Price interval="year" plan={id} />
            </Big>
          </span>
        </>
      }
    >
      <span data-when="monthly">
        per month, or <Price interval="year" plan={id} /> per year
      </span>
      <span data-when="annual" hidden>
        per year, or <Price interval="month" plan={id} /> per month
      </span>
    </Column>
  );
}

interface ColumnProps {
  id: string;
  price: ReactNode;
  children: ReactNode;
  lines: string[];
  action: ReactNode;
}

function Column({ id, price, children, lines, action }: ColumnProps) {
  const { name, description, calls_per_month } = planOf(id);
  return (
    <li className="grid grid-rows-[auto_auto_1fr_auto] gap-5 p-6">
      <div>
        <h2 className="text-lg font-semibold">{name}</h2>
        <p className="text-base text-ink-2">{description}</p>
      </div>
      <div>
        <p className="flex items-baseline gap-1.5">{price}</p>
        <p className="text-base text-ink-3">{children}</p>
      </div>
      <ul className="grid content-start gap-2 text-base text-ink-2">
        {calls_per_month === undefined ? null : (
          <>
            <Line>
              <strong className="text-ink">
                <Calls plan={id} /> calls
              </strong>{" "}
              a month
            </Line>
            <Line>
              <PerMinute plan={id} /> a minute, <AtOnce plan={id} /> at once
            </Line>
          </>
        )}
        {lines.map((line) => (
          <Line key={line}>{line}</Line>
        ))}
      </ul>
      <div>{action}</div>
    </li>
  );
}

function Line({ children }: { children: ReactNode }) {
  return (
    <li className="flex gap-2.5">
      <CheckIcon className="mt-1 size-3.5 text-pass" />
      <span>{children}</span>
    </li>
  );
}

function Big({ children }: { children: ReactNode }) {
  return <span className="figures text-3xl font-[650] tracking-[-0.03em]">{children}</span>;
}

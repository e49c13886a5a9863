import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Loaded } from "~/components/ui/loaded";
import { Notice } from "~/components/ui/notice";
import { Page } from "~/components/ui/page";
import { Skeleton, SkeletonRows } from "~/components/ui/skeleton";
import { useMay, useMe } from "~/lib/account";
import { invoicesQuery, plansQuery, subscriptionQuery } from "./billing-api";
import { BillingTrouble } from "./billing-trouble";
import { Invoices } from "./invoices";
import { Leaving } from "./leaving";
import { PlanCard } from "./plan-card";
import { PlanChange } from "./plan-change";
import { PlanPicker } from "./plan-picker";
import { isContract, isPaid, mayCancel, mayChange } from "./subscription";

const BillingDetails = lazy(() => import("./billing-details"));
const Credits = lazy(() => import("./credits"));
const PaymentMethods = lazy(() => import("./payment-methods"));
const SpendCap = lazy(() => import("./spend-cap"));

export default function BillingPage() {
  const { account } = useMe();
  const mayPay = useMay("billing");
  const plans = useQuery(plansQuery);
  const subscription = useQuery(subscriptionQuery(account.id));
  const invoices = useQuery(invoicesQuery(account.id));

  return (
    <Page lead="Payment itself happens at Stripe; card numbers never reach us." title="Billing">
      {mayPay ? null : (
        <Notice tone="info">Your role may look at billing, not change it. Ask an owner of this account.</Notice>
      )}
      {subscription.data ? (
        <BillingTrouble mayPay={mayPay} plans={plans.data?.plans ?? []} subscription={subscription.data} />
      ) : null}
      <Loaded query={plans} skeleton={<Skeleton className="h-44 w-full" />} what="the plans">
        {({ plans }) => (
          <Loaded query={subscription} skeleton={<Skeleton className="h-44 w-full" />} what="your plan">
            {(current) => (
              <>
                <PlanCard mayPay={mayPay} plans={plans} subscription={current} />
                {mayPay && !isPaid(current) ? <PlanPicker plans={plans} /> : null}
                <Suspense fallback={<Skeleton className="h-24 w-full" />}>
                  {current.interval === null || isContract(plans, current) ? null : (
                    <SpendCap mayPay={mayPay} subscription={current} />
                  )}
                  <Credits mayBuy={current.interval !== null && !isContract(plans, current)} mayPay={mayPay} />
                </Suspense>
                {mayPay && mayChange(current) && !isContract(plans, current) ? (
                  <PlanChange plans={plans} subscription={current} />
                ) : null}
              </>
            )}
          </Loaded>
        )}
      </Loaded>
      <Suspense fallback={<Skeleton className="h-24 w-full" />}>
        <PaymentMethods mayPay={mayPay} />
        <div id="billing-details">
          <BillingDetails mayPay={mayPay} />
        </div>
      </Suspense>
      <Loaded query={invoices} skeleton={<SkeletonRows rows={3} />} what="your invoices">
        {(page) => <Invoices page={page} />}
      </Loaded>
      {mayPay &&
      subscription.data &&
      mayCancel(subscription.data) &&
      !isContract(plans.data?.plans ?? [], subscription.data) ? (
        <Leaving subscription={subscription.data} />
      ) : null}
    </Page>
  );
}

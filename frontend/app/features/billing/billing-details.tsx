import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Button } from "~/components/ui/button";
import { Loaded } from "~/components/ui/loaded";
import { Notice } from "~/components/ui/notice";
import { Card } from "~/components/ui/page";
import { Skeleton } from "~/components/ui/skeleton";
import { useMe } from "~/lib/account";
import type { BillingDetails as Details } from "~/lib/contract";
import { detailsQuery } from "./details-api";

const DetailsDialog = lazy(() => import("./details-dialog"));

/** Whom invoices are made out to. */
export default function BillingDetails({ mayPay }: { mayPay: boolean }) {
  const { account } = useMe();
  const details = useQuery(detailsQuery(account.id));
  const [editing, setEditing] = useState(false);
  return (
    <Card
      actions={mayPay && details.data ? <Button onClick={() => setEditing(true)}>Change details</Button> : null}
      title="Billing details"
    >
      <Loaded query={details} skeleton={<Skeleton className="h-16 w-full" />} what="your billing details">
        {(shown) => (
          <>
            <Shown details={shown} />
            {editing ? (
              <Suspense fallback={null}>
                <DetailsDialog details={shown} onClose={() => setEditing(false)} />
              </Suspense>
            ) : null}
          </>
        )}
      </Loaded>
    </Card>
  );
}

function Shown({ details }: { details: Details }) {
  const { name, email, line1, line2, postal_code, city, state, country, tax_id, po_number, memo } = details;
  const place = [postal_code, city, state, country].filter(Boolean).join(" ");
  const lines = [
    name,
    line1,
    line2,
    place,
    tax_id ? `Tax ID ${tax_id}` : null,
    po_number ? `Purchase order ${po_number}` : null,
    email ? `Receipts to ${email}` : null,
    memo,
  ].filter(Boolean);
  return (
    <div className="grid gap-3">
      {details.waiting ? (
        <Notice tone="warn">Stripe does not answer at the moment. These details are kept and told to it later.</Notice>
      ) : null}
      {details.refusal ? (
        <Notice tone="bad">Stripe did not take these details: {details.refusal} Correct them.</Notice>
      ) : null}
      {lines.length === 0 ? (
        <p className="text-ink-2">None. A company, an address, a tax ID or a purchase order go on the next invoice.</p>
      ) : (
        <ul className="grid gap-0.5">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { Button, buttonClass } from "~/components/ui/button";
import { linkClass } from "~/components/ui/link";
import { Loaded } from "~/components/ui/loaded";
import { Skeleton } from "~/components/ui/skeleton";
import { useMe } from "~/lib/account";
import type { Route } from "./+types/invoice-page";
import { invoiceQuery } from "./billing-api";
import { InvoiceSheet } from "./invoice-sheet";

export default function InvoicePage({ params }: Route.ComponentProps) {
  const { account } = useMe();
  const invoice = useQuery(invoiceQuery(account.id, params.invoice));
  const name = invoice.data?.number ?? "Invoice";
  return (
    <div className="grid gap-6">
      <title>{`${name} · SOTA Tools`}</title>
      {invoice.data ? null : <h1 className="sr-only">Invoice</h1>}
      <div className="no-print flex flex-wrap items-center justify-between gap-3">
        <Link className={linkClass} to={`/app/${account.id}/billing`}>
          All invoices
        </Link>
        {invoice.data ? (
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => print()}>Print</Button>
            {invoice.data.hosted_url === null ? null : (
              <a className={buttonClass()} href={invoice.data.hosted_url}>
                View at Stripe
              </a>
            )}
            {invoice.data.status === "draft" ? null : (
              <a className={buttonClass({ look: "primary" })} href={`/v1/invoices/${invoice.data.id}/pdf`}>
                Download PDF
              </a>
            )}
          </div>
        ) : null}
      </div>
      <Loaded query={invoice} skeleton={<Skeleton className="h-96 w-full" />} what="this invoice">
        {(data) => <InvoiceSheet invoice={data} />}
      </Loaded>
    </div>
  );
}

import { Link } from "react-router";
import { Pager } from "~/components/pager";
import { Empty } from "~/components/ui/empty";
import { linkClass } from "~/components/ui/link";
import { Card } from "~/components/ui/page";
import { useMe } from "~/lib/account";
import type { Invoice } from "~/lib/contract";
import { date, money } from "~/lib/format";
import { InvoiceStatus } from "./invoice-status";

const cell = "px-4 py-3";
const head = `${cell} text-sm font-medium text-ink-3`;

export function Invoices({ page }: { page: { data: Invoice[]; next_cursor: string | null } }) {
  return page.data.length === 0 ? (
    <Empty title="No invoices yet">
      The first one comes with the first payment. Each stays here, with its lines and its PDF.
    </Empty>
  ) : (
    <div>
      <Card flush title="Invoices">
        <table className="stack-table w-full">
          <caption className="sr-only">Invoices, newest first</caption>
          <thead>
            <tr className="border-b border-line">
              <th className={`${head} text-start`} scope="col">
                Number
              </th>
              <th className={`${head} text-start`} scope="col">
                Date
              </th>
              <th className={`${head} text-start`} scope="col">
                Status
              </th>
              <th className={`${head} text-end`} scope="col">
                Total
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {page.data.map((invoice) => (
              <InvoiceRow invoice={invoice} key={invoice.id} />
            ))}
          </tbody>
        </table>
      </Card>
      <Pager next={page.next_cursor} />
    </div>
  );
}

function InvoiceRow({ invoice }: { invoice: Invoice }) {
  const { account } = useMe();
  return (
    <tr>
      <th className={`${cell} text-start font-semibold`} data-label="Number" scope="row">
        <Link className={linkClass} to={`/app/${account.id}/invoices/${invoice.id}`}>
          {invoice.number ?? "Draft"}
        </Link>
      </th>
      <td className={cell} data-label="Date">
        {date(invoice.created_at, "UTC")}
      </td>
      <td className={cell} data-label="Status">
        <InvoiceStatus status={invoice.status} />
      </td>
      <td className={`${cell} text-end`} data-label="Total">
        {money(invoice.total)}
        {invoice.amount_refunded.amount > 0 ? (
          <span className="block text-sm text-ink-3">{money(invoice.amount_refunded)} refunded</span>
        ) : null}
      </td>
    </tr>
  );
}

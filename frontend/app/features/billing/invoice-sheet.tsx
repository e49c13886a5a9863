import type { ReactNode } from "react";
import { linkClass } from "~/components/ui/link";
import { Mark } from "~/components/ui/mark";
import { useMe } from "~/lib/account";
import type { Invoice } from "~/lib/contract";
import { date, money } from "~/lib/format";
import { InvoiceStatus } from "./invoice-status";

export function InvoiceSheet({ invoice }: { invoice: Invoice }) {
  return (
    <article className="grid max-w-3xl gap-8 rounded-lg border border-line bg-raised p-5 sm:p-10 print:max-w-none print:border-0 print:p-0">
      <header className="flex flex-wrap items-start justify-between gap-4">
        <div className="grid gap-1">
          <h1 className="text-2xl font-semibold tracking-tight">
            {invoice.number ? `Invoice ${invoice.number}` : "Draft invoice"}
          </h1>
          <InvoiceStatus status={invoice.status} />
        </div>
        <Mark />
      </header>
      <Facts invoice={invoice} />
      <Lines invoice={invoice} />
      <CreditNotes invoice={invoice} />
    </article>
  );
}

function Facts({ invoice }: { invoice: Invoice }) {
  const { account, user } = useMe();
  return (
    <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-3 print:grid-cols-3">
      <Fact term="For">
        {account.name}
        {user && user.email !== account.name ? <span className="block text-ink-2">{user.email}</span> : null}
      </Fact>
      <Fact term="Issued">{date(invoice.created_at, "UTC")}</Fact>
      <Fact term="Paid">{invoice.paid_at === null ? "Not yet" : date(invoice.paid_at, "UTC")}</Fact>
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid content-start gap-0.5">
      <dt className="text-sm text-ink-3">{term}</dt>
      <dd className="figures min-w-0 break-words">{children}</dd>
    </div>
  );
}

function Lines({ invoice }: { invoice: Invoice }) {
  return (
    <table className="w-full">
      <caption className="sr-only">Lines of the invoice</caption>
      <thead className="text-sm text-ink-3">
        <tr className="border-b border-line-strong">
          <th className="py-2 text-start font-medium" scope="col">
            Description
          </th>
          <th className="py-2 ps-4 text-end font-medium" scope="col">
            Amount
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {invoice.lines.map((line) => (
          <tr key={line.id}>
            <td className="py-3 text-start">
              {line.description}
              <span className="block text-sm text-ink-3">
                {date(line.period.start, "UTC")} to {date(line.period.end, "UTC")}
              </span>
            </td>
            <td className="py-3 ps-4 text-end align-top">{money(line.amount)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot className="border-t border-line-strong">
        {invoice.tax.amount > 0 ? <Sum amount={money(invoice.tax)} term="Tax" /> : null}
        <Sum amount={money(invoice.total)} strong term="Total" />
        <Sum amount={money(invoice.amount_paid)} term="Paid" />
        {invoice.amount_refunded.amount > 0 ? <Sum amount={money(invoice.amount_refunded)} term="Refunded" /> : null}
        {invoice.status === "open" ? <Sum amount={money(invoice.amount_due)} strong term="Due" /> : null}
      </tfoot>
    </table>
  );
}

function CreditNotes({ invoice }: { invoice: Invoice }) {
  return invoice.credit_notes.length === 0 ? null : (
    <section className="grid gap-2">
      <h2 className="font-semibold">Credit notes</h2>
      <ul className="grid gap-1">
        {invoice.credit_notes.map((note) => (
          <li className="figures flex flex-wrap justify-between gap-x-4" key={note.number}>
            <span>
              <a className={linkClass} href={`/v1/invoices/${invoice.id}/credit-notes/${note.number}/pdf`}>
                {note.number}
              </a>{" "}
              <span className="text-sm text-ink-3">{date(note.created_at, "UTC")}</span>
            </span>
            {money(note.amount)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sum({ term, amount, strong = false }: { term: string; amount: string; strong?: boolean }) {
  return (
    <tr className={strong ? "font-semibold" : "text-ink-2"}>
      <th className={`pt-2 text-end ${strong ? "font-semibold" : "font-normal"}`} scope="row">
        {term}
      </th>
      <td className="pt-2 ps-4 text-end">{amount}</td>
    </tr>
  );
}

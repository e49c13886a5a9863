import { Status } from "~/components/ui/badge";
import type { Invoice } from "~/lib/contract";

const states = {
  draft: { tone: "info", word: "Draft" },
  open: { tone: "warn", word: "Open" },
  paid: { tone: "good", word: "Paid" },
  void: { tone: "info", word: "Void" },
  uncollectible: { tone: "bad", word: "Uncollectible" },
  unknown: { tone: "info", word: "See at Stripe" },
} as const satisfies Record<Invoice["status"], { tone: string; word: string }>;

export function InvoiceStatus({ status }: { status: Invoice["status"] }) {
  const { tone, word } = states[status];
  return <Status tone={tone}>{word}</Status>;
}

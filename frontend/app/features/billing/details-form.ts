import "~/lib/zod-without-eval";
import * as z from "zod";
import type { BillingDetails, BillingDetailsInput } from "~/lib/contract";

const word = (longest: number) => z.string().trim().max(longest, `At most ${longest} characters.`);

export const detailsForm = z
  .object({
    name: word(150),
    email: word(254).refine((typed) => typed === "" || /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(typed), {
      message: "Type an e-mail address, or nothing.",
    }),
    line1: word(150),
    line2: word(150),
    city: word(150),
    state: word(150),
    postal_code: word(150),
    country: z.string(),
    tax_id_type: z.string(),
    tax_id: word(150),
    po_number: word(140),
    memo: word(500),
  })
  .superRefine((fields, problems) => {
    const { line1, line2, city, state, postal_code, country, tax_id, tax_id_type } = fields;
    if (country === "" && [line1, line2, city, state, postal_code].some((typed) => typed !== "")) {
      problems.addIssue({ code: "custom", path: ["country"], message: "An address needs its country." });
    }
    if ((tax_id === "") !== (tax_id_type === "")) {
      const path = tax_id === "" ? "tax_id" : "tax_id_type";
      problems.addIssue({ code: "custom", path: [path], message: "A tax ID has a kind and a number." });
    }
  });

export type DetailsFields = z.infer<typeof detailsForm>;

export const names = [
  "name",
  "email",
  "line1",
  "line2",
  "city",
  "state",
  "postal_code",
  "country",
  "tax_id_type",
  "tax_id",
  "po_number",
  "memo",
] as const;

export function fieldsOf(details: BillingDetails): DetailsFields {
  return {
    name: details.name ?? "",
    email: details.email ?? "",
    line1: details.line1 ?? "",
    line2: details.line2 ?? "",
    city: details.city ?? "",
    state: details.state ?? "",
    postal_code: details.postal_code ?? "",
    country: details.country ?? "",
    tax_id_type: details.tax_id_type ?? "",
    tax_id: details.tax_id ?? "",
    po_number: details.po_number ?? "",
    memo: details.memo ?? "",
  };
}

/** What was left empty is taken away. */
export function wanted(fields: DetailsFields): BillingDetailsInput {
  return Object.fromEntries(names.map((name) => [name, fields[name] === "" ? null : fields[name]]));
}

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { Button } from "~/components/ui/button";
import { Dialog, DialogActions } from "~/components/ui/dialog";
import { AreaField, SelectField, TextField } from "~/components/ui/field";
import { toast } from "~/components/ui/toasts";
import { useMe } from "~/lib/account";
import type { BillingDetails } from "~/lib/contract";
import { showOnFields } from "~/lib/form-problem";
import { BillingProblem } from "./billing-problem";
import { useSaveDetails } from "./details-api";
import { type DetailsFields, detailsForm, fieldsOf, names, wanted } from "./details-form";

/** ISO 3166-1. */
const countries =
  "AD AE AF AG AI AL AM AO AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CD CF CG CH CI CK CL CM CN CO CR CV CW CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IS IT JE JM JO JP KE KG KH KI KM KN KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MK ML MM MN MO MQ MR MS MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PY QA RE RO RS RW SA SB SC SE SG SH SI SK SL SM SN SO SR SS ST SV SX SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VN VU WF WS YE YT ZA ZM ZW"
    .split(" ")
    .map((code) => ({ code, name: new Intl.DisplayNames(["en"], { type: "region" }).of(code) ?? code }))
    .sort((one, other) => one.name.localeCompare(other.name, "en"));

const taxIds = {
  eu_vat: "EU VAT number",
  gb_vat: "UK VAT number",
  us_ein: "US EIN",
  au_abn: "Australian ABN",
  br_cnpj: "Brazilian CNPJ",
  ca_bn: "Canadian BN",
  ch_vat: "Swiss VAT number",
  in_gst: "Indian GSTIN",
  jp_trn: "Japanese tax number",
  kr_brn: "Korean BRN",
  mx_rfc: "Mexican RFC",
  no_vat: "Norwegian VAT number",
  nz_gst: "New Zealand GST number",
  sg_gst: "Singaporean GST number",
  za_vat: "South African VAT number",
};

export default function DetailsDialog({ details, onClose }: { details: BillingDetails; onClose: () => void }) {
  const { account } = useMe();
  const saving = useSaveDetails(account.id);
  const form = useForm<DetailsFields>({ resolver: zodResolver(detailsForm), defaultValues: fieldsOf(details) });
  const { errors } = form.formState;
  const submit = form.handleSubmit((fields) =>
    saving.mutate(wanted(fields), {
      onSuccess: () => {
        toast("The next invoice carries these details");
        onClose();
      },
      onError: (error) => showOnFields(error, form.setError, names),
    }),
  );
  const field = (name: keyof DetailsFields) => ({ error: errors[name]?.message, ...form.register(name) });
  const kinds = Object.entries(taxIds);
  const known = details.tax_id_type === null || details.tax_id_type in taxIds;
  return (
    <Dialog
      description="On every invoice from now on; those that are final stay as they are."
      onClose={onClose}
      open
      title="Billing details"
    >
      <form className="grid gap-5" noValidate onSubmit={submit}>
        <TextField autoComplete="organization" label="Company or name" {...field("name")} />
        <TextField
          autoComplete="email"
          hint="Empty for the owner of the account."
          label="Send receipts to"
          type="email"
          {...field("email")}
        />
        <TextField autoComplete="address-line1" label="Street" {...field("line1")} />
        <TextField autoComplete="address-line2" label="Street, second line" {...field("line2")} />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField autoComplete="postal-code" label="Postal code" {...field("postal_code")} />
          <TextField autoComplete="address-level2" label="City" {...field("city")} />
          <TextField autoComplete="address-level1" label="State or region" {...field("state")} />
          <SelectField autoComplete="country" label="Country" {...field("country")}>
            <option value="">None</option>
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </SelectField>
          <SelectField label="Kind of tax ID" {...field("tax_id_type")}>
            <option value="">None</option>
            {known ? null : <option value={details.tax_id_type ?? ""}>{details.tax_id_type}</option>}
            {kinds.map(([kind, name]) => (
              <option key={kind} value={kind}>
                {name}
              </option>
            ))}
          </SelectField>
          <TextField autoComplete="off" label="Tax ID" {...field("tax_id")} />
        </div>
        <TextField autoComplete="off" label="Purchase order" {...field("po_number")} />
        <AreaField hint="At the foot of each invoice." label="Memo" rows={2} {...field("memo")} />
        {saving.isError && Object.keys(errors).length === 0 ? <BillingProblem error={saving.error} /> : null}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button busy={saving.isPending} look="primary" type="submit">
            Save
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { Button } from "~/components/ui/button";
import { Dialog, DialogActions } from "~/components/ui/dialog";
import { SelectField, TextField } from "~/components/ui/field";
import { useMe } from "~/lib/account";
import type { Environment, IssuedKey } from "~/lib/contract";
import { showOnFields } from "~/lib/form-problem";
import { CheckGroup } from "./check-group";
import { EnvironmentChoice } from "./environment-choice";
import { expiries, type KeyFields, keyForm, newKey, scopes } from "./key-form";
import { KeyRefused } from "./key-refused";
import { useCreateKey } from "./keys-api";

interface Props {
  environment: Environment;
  onClose: () => void;
  onIssued: (key: IssuedKey) => void;
}

export default function CreateDialog({ environment, onClose, onIssued }: Props) {
  const { account } = useMe();
  const creating = useCreateKey(account.id);
  const form = useForm<KeyFields>({
    resolver: zodResolver(keyForm),
    defaultValues: { name: "", environment, scopes: ["tools"], expiry: "never" },
  });
  const { errors } = form.formState;
  const submit = form.handleSubmit((fields) =>
    creating.mutate(newKey(fields, Date.now()), {
      onSuccess: onIssued,
      onError: (error) => showOnFields(error, form.setError, ["name", "environment", "scopes"]),
    }),
  );

  return (
    <Dialog description="The secret is shown once, right after this." onClose={onClose} open title="Create key">
      <form className="grid gap-5" noValidate onSubmit={submit}>
        {creating.isError ? <KeyRefused accountId={account.id} error={creating.error} /> : null}
        <TextField
          autoComplete="off"
          error={errors.name?.message}
          hint="Where it will be used, like “nightly CI”."
          label="Name"
          {...form.register("name")}
        />
        <EnvironmentChoice {...form.register("environment")} />
        <CheckGroup
          error={errors.scopes?.message}
          legend="This key may"
          options={scopes}
          {...form.register("scopes")}
        />
        <SelectField label="Stops working" {...form.register("expiry")}>
          {expiries.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button busy={creating.isPending} look="primary" type="submit">
            Create key
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery } from "@tanstack/react-query";
import { type FieldErrors, type UseFormRegister, useForm } from "react-hook-form";
import { Button } from "~/components/ui/button";
import { Dialog, DialogActions } from "~/components/ui/dialog";
import { AreaField, TextField } from "~/components/ui/field";
import { Loaded } from "~/components/ui/loaded";
import { Notice } from "~/components/ui/notice";
import { Skeleton } from "~/components/ui/skeleton";
import { toast } from "~/components/ui/toasts";
import { useMe } from "~/lib/account";
import type { Versioned } from "~/lib/api";
import type { ApiKey } from "~/lib/contract";
import { showOnFields } from "~/lib/form-problem";
import { hasCode } from "~/lib/problem";
import { CheckGroup } from "./check-group";
import { scopes } from "./key-form";
import { KeyRefused } from "./key-refused";
import { keyQuery, useChangeKey } from "./keys-api";
import { changeOf, dayOf, fieldsOf, type SettingsFields, settingsForm } from "./settings-form";

/** It reads the key first: the list may be old, and a change of something unseen is refused. */
export default function SettingsDialog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const { account } = useMe();
  const key = useQuery(keyQuery(account.id, id));
  return (
    <Dialog
      description="Every node goes by the change before this dialog closes."
      onClose={onClose}
      open
      title={`Settings of ${name}`}
    >
      <Loaded query={key} skeleton={<Skeleton className="h-80 w-full" />} what="this key">
        {(seen) => (
          // Another version is another form: what was typed against the old one is not mixed into it.
          <Settings key={seen.etag} onClose={onClose} onReload={() => key.refetch()} seen={seen} />
        )}
      </Loaded>
    </Dialog>
  );
}

interface Props {
  seen: Versioned<ApiKey>;
  onClose: () => void;
  onReload: () => void;
}

const names = [
  "scopes",
  "monthly_cap",
  "rate_per_minute",
  "burst",
  "ip_allow_list",
  "expires_at",
  "freeze_on_abnormal_use",
] as const;

function Settings({ seen: { data: apiKey, etag }, onClose, onReload }: Props) {
  const { account } = useMe();
  const changing = useChangeKey(account.id);
  const form = useForm<SettingsFields>({
    resolver: zodResolver(settingsForm(dayOf(Date.now()))),
    defaultValues: fieldsOf(apiKey),
  });
  const { errors } = form.formState;
  const submit = form.handleSubmit((fields) => {
    const change = changeOf(apiKey, fields);
    if (Object.keys(change).length === 0) {
      onClose();
      return;
    }
    changing.mutate(
      { id: apiKey.id, etag, change },
      {
        onSuccess: () => {
          toast(`${apiKey.name} is changed`);
          onClose();
        },
        onError: (error) => showOnFields(error, form.setError, names),
      },
    );
  });
  const besideFields = Object.keys(errors).length > 0;

  return (
    <form className="grid gap-5" noValidate onSubmit={submit}>
      <TextField
        autoComplete="off"
        error={errors.monthly_cap?.message}
        hint="The most calls a period that this key may use. Empty for as many as the account has."
        inputMode="numeric"
        label="Monthly cap"
        {...form.register("monthly_cap")}
      />
      <Rate errors={errors} register={form.register} />
      <AreaField
        autoComplete="off"
        className="font-mono"
        error={errors.ip_allow_list?.message}
        hint="IPv4, IPv6 or ranges such as 203.0.113.0/24, one on each line. Empty for everywhere."
        label="Addresses it may be used from"
        rows={3}
        spellCheck={false}
        {...form.register("ip_allow_list")}
      />
      <CheckGroup error={errors.scopes?.message} legend="This key may" options={scopes} {...form.register("scopes")} />
      <TextField
        error={errors.expires_at?.message}
        hint="The last day, in UTC. Empty for never."
        label="Works until"
        type="date"
        {...form.register("expires_at")}
      />
      {apiKey.environment === "live" ? (
        <label className="flex min-h-9 cursor-pointer items-center gap-3 max-sm:min-h-11">
          <input
            className="size-4 shrink-0 accent-petrol"
            type="checkbox"
            {...form.register("freeze_on_abnormal_use")}
          />
          Freeze it when its use is not what is usual for it
        </label>
      ) : null}
      {changing.isError && !besideFields ? <Refused error={changing.error} onReload={onReload} /> : null}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button busy={changing.isPending} look="primary" type="submit">
          Save
        </Button>
      </DialogActions>
    </form>
  );
}

interface RateProps {
  errors: FieldErrors<SettingsFields>;
  register: UseFormRegister<SettingsFields>;
}

function Rate({ errors, register }: RateProps) {
  return (
    <fieldset aria-describedby="rate-hint" className="grid gap-1.5">
      <legend className="mb-1.5 font-semibold">Rate of this key alone</legend>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          autoComplete="off"
          error={errors.rate_per_minute?.message}
          inputMode="numeric"
          label="Requests a minute"
          {...register("rate_per_minute")}
        />
        <TextField
          autoComplete="off"
          error={errors.burst?.message}
          inputMode="numeric"
          label="Requests at once"
          {...register("burst")}
        />
      </div>
      <p className="text-sm text-ink-3" id="rate-hint">
        Holds beside the rate of the plan, which stays the most there is. Empty for the rate of the plan alone.
      </p>
    </fieldset>
  );
}

function Refused({ error, onReload }: { error: unknown; onReload: () => void }) {
  const { account } = useMe();
  return hasCode(error, "precondition_failed") ? (
    <Notice
      action={
        <Button onClick={onReload} size="sm">
          Load it as it is now
        </Button>
      }
      tone="warn"
    >
      The key was changed or used since you opened this, so nothing was saved. Load it again, look, and repeat your
      change.
    </Notice>
  ) : (
    <KeyRefused accountId={account.id} error={error} />
  );
}

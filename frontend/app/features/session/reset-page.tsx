import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { Link, useSearchParams } from "react-router";
import type * as z from "zod";
import { buttonClass } from "~/components/ui/button";
import { TextField } from "~/components/ui/field";
import { linkClass } from "~/components/ui/link";
import { showOnFields } from "~/lib/form-problem";
import { DoorForm } from "./door-form";
import { resetPassword } from "./session-api";
import { resetForm } from "./session-forms";

type Fields = z.infer<typeof resetForm>;

export default function ResetPage() {
  const [search] = useSearchParams();
  const token = search.get("token") ?? "";
  const form = useForm<Fields>({ resolver: zodResolver(resetForm), defaultValues: { password: "" } });
  const mutation = useMutation({
    mutationFn: ({ password }: Fields) => resetPassword(token, password),
    onError: (error) => showOnFields(error, form.setError, ["password"]),
  });
  const fieldError = form.formState.errors.password?.message;

  if (mutation.isSuccess) {
    return (
      <div className="grid justify-items-start gap-4" role="status">
        <title>Password changed · SOTA Tools</title>
        <h1 className="text-2xl font-semibold tracking-tight">Password changed</h1>
        <p className="text-ink-2">Every session was ended. Log in with the new password.</p>
        <Link className={buttonClass({ look: "primary" })} to="/app/login">
          Log in
        </Link>
      </div>
    );
  }
  return (
    <DoorForm
      after={
        <p>
          The link is old?{" "}
          <Link className={linkClass} to="/app/forgot">
            Send a new one
          </Link>
        </p>
      }
      busy={mutation.isPending}
      error={fieldError === undefined ? mutation.error : null}
      lead="This ends every session of your account."
      onSubmit={form.handleSubmit((fields) => mutation.mutate(fields))}
      submit="Set the password"
      title="Set a new password"
    >
      <TextField
        autoComplete="new-password"
        autoFocus
        error={fieldError}
        hint="At least 10 characters."
        label="New password"
        type="password"
        {...form.register("password")}
      />
    </DoorForm>
  );
}

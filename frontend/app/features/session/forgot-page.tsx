import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { Link } from "react-router";
import type * as z from "zod";
import { TextField } from "~/components/ui/field";
import { linkClass } from "~/components/ui/link";
import { DoorForm } from "./door-form";
import { askForReset } from "./session-api";
import { forgotForm } from "./session-forms";

type Fields = z.infer<typeof forgotForm>;

export default function ForgotPage() {
  const form = useForm<Fields>({ resolver: zodResolver(forgotForm), defaultValues: { email: "" } });
  const mutation = useMutation({ mutationFn: ({ email }: Fields) => askForReset(email) });

  if (mutation.isSuccess) {
    return (
      <div className="grid gap-4" role="status">
        <title>Look in your mail · SOTA Tools</title>
        <h1 className="text-2xl font-semibold tracking-tight">Look in your mail</h1>
        <p className="text-ink-2">
          If {mutation.variables.email} has an account here, a link to set a new password is on its way. Nothing after
          five minutes? Look among the spam, then ask again.
        </p>
        <p>
          <Link className={linkClass} to="/app/login">
            Back to log in
          </Link>
        </p>
      </div>
    );
  }
  return (
    <DoorForm
      after={
        <p>
          <Link className={linkClass} to="/app/login">
            Back to log in
          </Link>
        </p>
      }
      busy={mutation.isPending}
      error={mutation.error}
      lead="We send a link to set a new one."
      onSubmit={form.handleSubmit((fields) => mutation.mutate(fields))}
      submit="Send the link"
      title="Forgot your password"
    >
      <TextField
        autoComplete="email"
        autoFocus
        error={form.formState.errors.email?.message}
        inputMode="email"
        label="E-mail"
        type="email"
        {...form.register("email")}
      />
    </DoorForm>
  );
}

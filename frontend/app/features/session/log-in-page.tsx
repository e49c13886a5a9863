import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { Link, useNavigate, useSearchParams } from "react-router";
import type * as z from "zod";
import { TextField } from "~/components/ui/field";
import { linkClass } from "~/components/ui/link";
import { DoorForm } from "./door-form";
import { logIn } from "./session-api";
import { logInForm } from "./session-forms";

type Fields = z.infer<typeof logInForm>;

export default function LogInPage() {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const form = useForm<Fields>({ resolver: zodResolver(logInForm), defaultValues: { email: "", password: "" } });

  const mutation = useMutation({
    mutationFn: (fields: Fields) => logIn(fields, cache),
    onSuccess: ({ accounts }) => navigate(destination(search, accounts[0]?.id)),
    onError: () => form.setFocus("password", { shouldSelect: true }),
  });
  const { errors } = form.formState;

  return (
    <DoorForm
      after={
        <>
          <p>
            <Link className={linkClass} to="/app/forgot">
              Forgot your password?
            </Link>
          </p>
          <p>
            New here?{" "}
            <Link className={linkClass} to={{ pathname: "/app/signup", search: search.toString() }}>
              Get an API key
            </Link>
          </p>
        </>
      }
      busy={mutation.isPending}
      error={mutation.error}
      onSubmit={form.handleSubmit((fields) => mutation.mutate(fields))}
      submit="Log in"
      title="Log in"
    >
      <TextField
        autoComplete="username"
        autoFocus
        error={errors.email?.message}
        inputMode="email"
        label="E-mail"
        type="email"
        {...form.register("email")}
      />
      <TextField
        autoComplete="current-password"
        error={errors.password?.message}
        label="Password"
        type="password"
        {...form.register("password")}
      />
    </DoorForm>
  );
}

/** Only a place of this dashboard: a link must not send people elsewhere after they typed their password. */
function destination(search: URLSearchParams, account: string | undefined): string {
  const next = search.get("next");
  if (next?.startsWith("/app/")) {
    return next;
  }
  return search.has("plan") && account !== undefined ? `/app/${account}/billing?${search}` : "/app";
}

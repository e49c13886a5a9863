import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { Link, useNavigate, useSearchParams } from "react-router";
import type * as z from "zod";
import { TextField } from "~/components/ui/field";
import { linkClass } from "~/components/ui/link";
import { showOnFields } from "~/lib/form-problem";
import { hasCode } from "~/lib/problem";
import { CarriedPlan } from "./carried-plan";
import { DoorForm } from "./door-form";
import { signUp } from "./session-api";
import { signUpForm } from "./session-forms";

type Fields = z.infer<typeof signUpForm>;

export default function SignUpPage() {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const form = useForm<Fields>({ resolver: zodResolver(signUpForm), defaultValues: { email: "", password: "" } });
  const plan = search.get("plan");

  const mutation = useMutation({
    mutationFn: (fields: Fields) => signUp(fields, cache),
    onSuccess: ({ account }) => navigate(plan === null ? `/app/${account.id}` : `/app/${account.id}/billing?${search}`),
    onError: (error) => showOnFields(error, form.setError, ["email", "password"]),
  });
  const { errors } = form.formState;

  return (
    <DoorForm
      after={
        <p>
          You have an account?{" "}
          <Link className={linkClass} to={{ pathname: "/app/login", search: search.toString() }}>
            Log in
          </Link>
        </p>
      }
      busy={mutation.isPending}
      error={hasCode(mutation.error, "invalid_parameter") && Object.keys(errors).length > 0 ? null : mutation.error}
      lead={plan === null ? "A test key is ready as soon as you are in. No card." : <CarriedPlan search={search} />}
      onSubmit={form.handleSubmit((fields) => mutation.mutate(fields))}
      submit="Get an API key"
      title="Get an API key"
    >
      <TextField
        autoComplete="email"
        autoFocus
        error={errors.email?.message}
        inputMode="email"
        label="E-mail"
        type="email"
        {...form.register("email")}
      />
      <TextField
        autoComplete="new-password"
        error={errors.password?.message}
        hint="At least 10 characters."
        label="Password"
        type="password"
        {...form.register("password")}
      />
    </DoorForm>
  );
}

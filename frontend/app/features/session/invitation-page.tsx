import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { Button, buttonClass } from "~/components/ui/button";
import { TextField } from "~/components/ui/field";
import { RequestId } from "~/components/ui/request-id";
import { meQuery } from "~/lib/account";
import { api } from "~/lib/api";
import { dateTime } from "~/lib/format";
import { explain, hasCode } from "~/lib/problem";
import { DoorForm } from "./door-form";
import { acceptInvitation, lookAtInvitation } from "./session-api";

type Offer = Awaited<ReturnType<typeof lookAtInvitation>>;

/** Where the link of an invitation leads: whoever opens it is told what it offers before anything happens. */
export default function InvitationPage() {
  const [search] = useSearchParams();
  const token = search.get("token") ?? "";
  const offer = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => lookAtInvitation(token),
    enabled: token !== "",
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const me = useQuery({ ...meQuery(), retry: false });

  if (token === "") {
    return <Words title="This link is incomplete">Open it again from the mail, or copy the whole address.</Words>;
  }
  if (offer.isError) {
    const { detail, requestId } = explain(offer.error);
    return (
      <Words action={<Open />} title="This invitation does not work">
        {detail}
        <RequestId id={requestId} />
      </Words>
    );
  }
  if (offer.isPending || me.isPending) {
    return <Words title="Opening the invitation">This takes a moment.</Words>;
  }
  // Somebody who is logged in, but belongs to no account, has a session all the same.
  const email = me.data?.user?.email ?? (hasCode(me.error, "not_found") ? offer.data.email : null);
  if (email === null) {
    return offer.data.has_login ? (
      <LogInFirst offer={offer.data} />
    ) : (
      <Join newcomer offer={offer.data} token={token} />
    );
  }
  return email.toLowerCase() === offer.data.email.toLowerCase() ? (
    <Join newcomer={false} offer={offer.data} token={token} />
  ) : (
    <SomebodyElse email={email} offer={offer.data} />
  );
}

function Join({ offer, token, newcomer }: { offer: Offer; token: string; newcomer: boolean }) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [password, setPassword] = useState("");
  const [short, setShort] = useState(false);
  const joining = useMutation({
    mutationFn: () => acceptInvitation(token, newcomer ? password : null, cache),
    onSuccess: ({ account_id }) => navigate(`/app/${account_id}`),
  });
  const complaint = hasCode(joining.error, "invalid_parameter") ? explain(joining.error).detail : undefined;
  const submit = () => {
    setShort(newcomer && password.length < 10);
    if (!joining.isPending && !(newcomer && password.length < 10)) {
      joining.mutate();
    }
  };
  return (
    <DoorForm
      busy={joining.isPending}
      error={complaint === undefined ? joining.error : null}
      lead={<Terms offer={offer} />}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      submit="Accept and join"
      title={`Join ${offer.account}`}
    >
      {newcomer ? (
        <>
          <TextField
            autoComplete="username"
            hint="The invitation is for this address, and the link has proven it."
            label="E-mail"
            readOnly
            value={offer.email}
          />
          <TextField
            autoComplete="new-password"
            error={short ? "Use at least 10 characters. A sentence you remember is a good password." : complaint}
            hint="At least 10 characters."
            label="Password"
            onChange={(event) => setPassword(event.target.value)}
            type="password"
            value={password}
          />
        </>
      ) : (
        <p>You are logged in as {offer.email}.</p>
      )}
    </DoorForm>
  );
}

function Terms({ offer }: { offer: Offer }) {
  return (
    <>
      {offer.invited_by ?? "Somebody who has left"} invites you as <strong>{offer.role}</strong>. The link works until{" "}
      {dateTime(offer.expires_at)}.
    </>
  );
}

function LogInFirst({ offer }: { offer: Offer }) {
  const [search] = useSearchParams();
  const next = new URLSearchParams({ next: `/app/invitation?${search}` });
  return (
    <Words
      action={
        <Link className={buttonClass({ look: "primary" })} to={`/app/login?${next}`}>
          Log in
        </Link>
      }
      title={`Join ${offer.account}`}
    >
      <Terms offer={offer} /> {offer.email} has a log-in: log in with it, and you come back here.
    </Words>
  );
}

function SomebodyElse({ offer, email }: { offer: Offer; email: string }) {
  const leaving = useMutation({ mutationFn: () => api.post("/v1/auth/logout"), onSuccess: () => location.reload() });
  return (
    <Words
      action={
        <Button busy={leaving.isPending} look="primary" onClick={() => leaving.mutate()}>
          Log out and go on
        </Button>
      }
      title="This invitation is for another address"
    >
      You are logged in as {email}, and it is for {offer.email}. Log out to accept it, or ask{" "}
      {offer.invited_by ?? "whoever sent it"} to invite {email}.
    </Words>
  );
}

function Open() {
  return (
    <Link className={buttonClass({ look: "primary" })} to="/app">
      Open the dashboard
    </Link>
  );
}

function Words({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="grid justify-items-start gap-4" role="status">
      <title>{`${title} · SOTA Tools`}</title>
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      <div className="text-ink-2">{children}</div>
      {action}
    </div>
  );
}

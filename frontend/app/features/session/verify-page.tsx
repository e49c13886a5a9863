import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Link, useSearchParams } from "react-router";
import { buttonClass } from "~/components/ui/button";
import { RequestId } from "~/components/ui/request-id";
import { explain } from "~/lib/problem";
import { verifyEmail } from "./session-api";

export default function VerifyPage() {
  const [search] = useSearchParams();
  const token = search.get("token") ?? "";
  const cache = useQueryClient();
  // A query, though it posts: it runs once per token, also when React mounts the page twice.
  const proof = useQuery({
    queryKey: ["verify-email", token],
    queryFn: () => verifyEmail(token),
    enabled: token !== "",
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  useEffect(() => {
    if (proof.isSuccess) {
      cache.invalidateQueries({ queryKey: ["me"] });
    }
  }, [proof.isSuccess, cache]);

  if (token === "") {
    return <Result title="This link is incomplete">Open it again from the mail, or copy the whole address.</Result>;
  }
  if (proof.isPending) {
    return <Result title="Proving your address">This takes a moment.</Result>;
  }
  if (proof.isSuccess) {
    return (
      <Result title="Your address is proven">
        {proof.data.email} is yours. Live keys are open to you now, and test keys have their full allowance.
      </Result>
    );
  }
  const { detail, requestId } = explain(proof.error);
  return (
    <Result title="This link did not work">
      {detail} You can send a new one from the dashboard.
      <RequestId id={requestId} />
    </Result>
  );
}

function Result({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="grid justify-items-start gap-4" role="status">
      <title>{`${title} · SOTA Tools`}</title>
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      <div className="text-ink-2">{children}</div>
      <Link className={buttonClass({ look: "primary" })} to="/app">
        Open the dashboard
      </Link>
    </div>
  );
}

import type { ReactNode } from "react";
import { Button, type ButtonLook } from "~/components/ui/button";
import { useMe } from "~/lib/account";
import { explain } from "~/lib/problem";
import { usePortal } from "./billing-api";

export function PortalButton({ children, look = "secondary" }: { children: ReactNode; look?: ButtonLook["look"] }) {
  const { account } = useMe();
  const portal = usePortal(account.id);
  return (
    <div className="grid justify-items-start gap-1.5">
      <Button busy={portal.isPending || portal.isSuccess} look={look} onClick={() => portal.mutate()}>
        {children}
      </Button>
      {portal.isError ? (
        <p className="text-sm text-fail" role="alert">
          {explain(portal.error).detail}
        </p>
      ) : null}
    </div>
  );
}

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { useStore } from "zustand";
import { ErrorPanel } from "~/components/ui/error-panel";
import { AccountProvider, meQuery } from "~/lib/account";
import type { Me } from "~/lib/contract";
import { hasCode } from "~/lib/problem";
import { session } from "~/lib/session";
import type { Route } from "./+types/account-layout";
import { Banners } from "./banners";
import { MobileTabs, TopBar } from "./mobile-bars";
import { Opening } from "./opening";
import { SessionEnded } from "./session-ended";
import { isSignedOut, logInAddress } from "./shell-api";
import { Sidebar } from "./sidebar";

export default function AccountLayout({ params }: Route.ComponentProps) {
  const { pathname, search } = useLocation();
  const me = useQuery({ ...meQuery(params.account), refetchOnWindowFocus: "always" });

  // Whoever was removed sees nothing of the account any more, however much of it is still in memory.
  const gone = hasCode(me.error, "not_found");
  if (me.data !== undefined && !gone) {
    return <Frame me={me.data} />;
  }
  if (me.isPending) {
    return <Opening />;
  }
  if (isSignedOut(me.error)) {
    return <Navigate replace to={logInAddress(pathname + search)} />;
  }
  return (
    <main className="mx-auto grid min-h-dvh max-w-xl content-center gap-4 p-6">
      <title>Could not open · SOTA Tools</title>
      <ErrorPanel error={me.error} onRetry={() => me.refetch()} retrying={me.isFetching} what="this account" />
      {hasCode(me.error, "not_found", "insufficient_role", "invalid_parameter") ? (
        <p>
          <a className="font-medium text-petrol underline underline-offset-4" href="/app">
            Open an account of yours
          </a>
        </p>
      ) : null}
    </main>
  );
}

function Frame({ me }: { me: Me }) {
  const ended = useStore(session, (state) => state.ended);
  const main = useFocusOnNavigation();
  return (
    <AccountProvider me={me}>
      <a
        className="fixed start-4 top-2 z-50 -translate-y-20 rounded-md bg-petrol px-4 py-2 font-semibold text-on-petrol focus:translate-y-0"
        href="#main"
      >
        Skip to content
      </a>
      <TopBar />
      <div className="mx-auto flex w-full max-w-[84rem]">
        <Sidebar />
        <div className="grid min-w-0 flex-1 content-start gap-6 px-4 pt-6 pb-28 sm:px-6 lg:px-10 lg:pt-10 lg:pb-16 print:p-0">
          <div className="no-print grid gap-3 empty:hidden">
            {ended ? <SessionEnded /> : null}
            <Banners />
          </div>
          <main id="main" ref={main} tabIndex={-1}>
            <Outlet />
          </main>
        </div>
      </div>
      <MobileTabs />
    </AccountProvider>
  );
}

/** After a change of page the focus stands at its beginning, as it would after loading one. */
function useFocusOnNavigation() {
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const seen = useRef(pathname);
  useEffect(() => {
    if (seen.current !== pathname) {
      seen.current = pathname;
      main.current?.focus({ preventScroll: true });
    }
  }, [pathname]);
  return main;
}

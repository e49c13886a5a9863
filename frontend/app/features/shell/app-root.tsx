import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { Outlet } from "react-router";
import { Crash } from "~/components/crash";
import { Toasts } from "~/components/ui/toasts";
import { pageNonce } from "~/lib/nonce";
import { createQueryClient } from "~/lib/query-client";
import type { Route } from "./+types/app-root";

export default function AppRoot() {
  const [client] = useState(createQueryClient);
  return (
    <CSPProvider nonce={pageNonce()}>
      <QueryClientProvider client={client}>
        <Outlet />
        <Toasts />
      </QueryClientProvider>
    </CSPProvider>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <Crash error={error} />;
}

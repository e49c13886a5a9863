import { site, theme } from "virtual:islands";
import geistMono from "@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2?url";
import instrumentSans from "@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2?url";
import { type ReactNode, use } from "react";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, UNSAFE_FrameworkContext, useMatches } from "react-router";
import type { Route } from "./+types/root";
import { Crash } from "./components/crash";
import { Mark } from "./components/ui/mark";
import { noncePlaceholder } from "./lib/nonce-placeholder";
import styles from "./styles/app.css?url";

export const links: Route.LinksFunction = () => [
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  ...[instrumentSans, geistMono].map((href) => ({
    rel: "preload",
    as: "font",
    type: "font/woff2",
    crossOrigin: "anonymous" as const,
    href,
  })),
  { rel: "stylesheet", href: styles },
];

/** Whether the page loads no React. The shell of the dashboard is rendered at "/" too, so it has to be told apart. */
function usePlain(): boolean {
  const shell = use(UNSAFE_FrameworkContext)?.isSpaMode ?? false;
  const marked = useMatches().some(isPlain);
  return marked && !shell;
}

function isPlain({ handle }: { handle: unknown }): boolean {
  return typeof handle === "object" && handle !== null && "plain" in handle;
}

export function Layout({ children }: { children: ReactNode }) {
  const plain = usePlain();
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta content="width=device-width, initial-scale=1" name="viewport" />
        <meta content="light dark" name="color-scheme" />
        {/* It blocks on purpose: the chosen theme is on the page before the first paint. */}
        <script src={theme} />
        <Meta />
        <Links nonce={plain ? undefined : noncePlaceholder} />
        {plain ? <script src={site} type="module" /> : null}
      </head>
      <body>
        {children}
        {plain ? null : (
          <>
            <ScrollRestoration nonce={noncePlaceholder} />
            <Scripts nonce={noncePlaceholder} />
          </>
        )}
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function HydrateFallback() {
  return (
    <div className="grid min-h-dvh place-items-center">
      <title>SOTA Tools</title>
      <div className="grid justify-items-center gap-3" role="status">
        <Mark />
        <p className="text-ink-3">Opening the dashboard</p>
        <noscript>The dashboard needs JavaScript. The rest of this site does not.</noscript>
      </div>
    </div>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <Crash error={error} />;
}

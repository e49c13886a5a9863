import { index, layout, type RouteConfig, route } from "@react-router/dev/routes";

export default [
  layout("features/site/site-layout.tsx", [
    index("features/site/landing-page.tsx"),
    route("pricing", "features/site/pricing-page.tsx"),
    route("docs", "features/site/docs-page.tsx"),
    route("docs/errors", "features/site/problems-page.tsx"),
    route("docs/errors/:code", "features/site/problem-page.tsx"),
    route("report-key", "features/site/report-key-page.tsx"),
    route("unfreeze", "features/site/unfreeze-page.tsx"),
    route("404", "features/site/not-found-page.tsx"),
  ]),

  route("app", "features/shell/app-root.tsx", [
    index("features/shell/first-account.tsx"),
    layout("features/session/door-layout.tsx", [
      route("signup", "features/session/sign-up-page.tsx"),
      route("login", "features/session/log-in-page.tsx"),
      route("verify", "features/session/verify-page.tsx"),
      route("forgot", "features/session/forgot-page.tsx"),
      route("invitation", "features/session/invitation-page.tsx"),
      route("reset", "features/session/reset-page.tsx"),
    ]),
    route(":account", "features/shell/account-layout.tsx", [
      index("features/home/home-page.tsx"),
      route("usage", "features/usage/usage-page.tsx"),
      route("keys", "features/keys/keys-page.tsx"),
      route("requests", "features/requests/requests-page.tsx"),
      route("requests/:request", "features/requests/request-page.tsx"),
      route("team", "features/team/team-page.tsx"),
      route("billing", "features/billing/billing-page.tsx"),
      route("billing/success", "features/billing/success-page.tsx"),
      route("invoices/:invoice", "features/billing/invoice-page.tsx"),
      route("*", "features/shell/nothing-here.tsx"),
    ]),
  ]),
] satisfies RouteConfig;

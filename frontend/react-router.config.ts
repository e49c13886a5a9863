import type { Config } from "@react-router/dev/config";
import problems from "./app/features/site/problems.json" with { type: "json" };

export default {
  ssr: false,
  prerender: [
    "/",
    "/pricing",
    "/docs",
    "/docs/errors",
    ...Object.keys(problems).map((code) => `/docs/errors/${code}`),
    "/report-key",
    "/unfreeze",
    "/404",
  ],
} satisfies Config;

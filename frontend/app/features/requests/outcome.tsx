import { Status } from "~/components/ui/badge";
import type { RequestDecision } from "~/lib/contract";

export function Outcome({ request: { outcome, status } }: { request: RequestDecision }) {
  switch (outcome) {
    case "charged":
      return <Status tone="good">{status} Charged</Status>;
    case "refused":
      return <Status tone="warn">{status} Refused</Status>;
    case "failed":
      return <Status tone="bad">{status} Failed</Status>;
  }
}

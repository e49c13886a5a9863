import { Notice } from "~/components/ui/notice";
import { RequestId } from "~/components/ui/request-id";
import { explain } from "~/lib/problem";

export function TeamProblem({ error }: { error: unknown }) {
  const { detail, requestId } = explain(error);
  return (
    <Notice tone="bad">
      {detail}
      <RequestId id={requestId} />
    </Notice>
  );
}

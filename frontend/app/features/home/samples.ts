import type { Sample } from "~/components/ui/code-tabs";

export const echoRequest = { method: "GET", path: "/v1/echo" };

/** The same call three times, ready to paste: nothing in it is a placeholder. */
export function echoSamples(origin: string, secret: string): [Sample, ...Sample[]] {
  return [
    { id: "curl", label: "curl", code: `curl ${origin}/v1/echo \\\n  -H "Authorization: Bearer ${secret}"` },
    {
      id: "python",
      label: "Python",
      code: `import json
import urllib.request

request = urllib.request.Request(
    "${origin}/v1/echo",
    headers={"Authorization": "Bearer ${secret}"},
)
with urllib.request.urlopen(request) as response:
    print(json.load(response))`,
    },
    {
      id: "typescript",
      label: "TypeScript",
      code: `const response = await fetch("${origin}/v1/echo", {
  headers: { Authorization: "Bearer ${secret}" },
});
console.log(response.status, await response.json());`,
    },
  ];
}

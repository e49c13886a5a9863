import { sampleReport, sampleRequest } from "./sample-report";
import { Origin, Terminal } from "./terminal";
import { Section } from "./width";

const shown = 3;

export function RequestStrip() {
  const body = asFile(sampleRequest.cases.map((one) => JSON.stringify(one)));
  return (
    <Section
      id="request"
      lead="The report above is not drawn: it is what this request returns. Run it with your own key and compare."
      title="One request, one report"
    >
      <div className="grid gap-4 lg:grid-cols-2">
        <div className="grid content-start gap-4">
          <Terminal id="sample-curl" title="Terminal">
            curl <Origin />
            {`/v1/memory/score \\
  -H "Authorization: Bearer $SOTA_KEY" \\
  -H "Content-Type: application/json" \\
  -d @cases.json`}
          </Terminal>
          <Terminal title={`cases.json, the first ${shown} of ${sampleRequest.cases.length}`}>
            {asFile(
              sampleRequest.cases.slice(0, shown).map((one) => JSON.stringify(one, null, 1).replaceAll(/\n\s*/g, " ")),
            )}
          </Terminal>
        </div>
        <Terminal title="Answer, without the 24 cases it lists">{answer()}</Terminal>
      </div>
      <details className="rounded-lg border border-line">
        <summary className="flex min-h-12 items-center gap-2 px-4 font-semibold hover:bg-sunk">
          The whole cases.json, {sampleRequest.cases.length} cases
        </summary>
        <div className="p-4">
          <Terminal id="sample-body" title="cases.json">
            {body}
          </Terminal>
        </div>
      </details>
    </Section>
  );
}

function asFile(cases: string[]): string {
  return `{ "min_score": ${sampleRequest.min_score},\n  "cases": [\n    ${cases.join(",\n    ")} ] }`;
}

function answer(): string {
  const { recall_by_distance, ...rest } = sampleReport;
  const line = (value: unknown) => JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, " ");
  const members = Object.entries(rest).map(([name, value]) => `  "${name}": ${line(value)},`);
  const bands = recall_by_distance.map((band) => `    ${line(band)}`);
  return `{\n${members.join("\n")}\n  "recall_by_distance": [\n${bands.join(",\n")}\n  ]\n}`;
}

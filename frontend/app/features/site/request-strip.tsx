import { ChevronIcon } from "~/components/ui/icons";
import { sampleReport, sampleRequest } from "./sample-report";
import { Origin, Terminal } from "./terminal";
import { Section } from "./width";

const shown = 3;

export function RequestStrip() {
  return (
    <Section
      id="request"
      lead="The report above is not drawn: it is what this request returns. Run it with your own key and compare."
      title="One request, one report"
    >
      <div className="grid gap-4 lg:grid-cols-[1fr_1.3fr]">
        <div className="grid content-start gap-4">
          <Terminal id="sample-curl" title="Terminal">
            curl <Origin />
            {`/v1/memory/score \\
  -H "Authorization: Bearer $SOTA_KEY" \\
  -H "Content-Type: application/json" \\
  -d @cases.json`}
          </Terminal>
          <Terminal title={`cases.json, the first ${shown} of ${sampleRequest.cases.length}`}>
            {asFile(sampleRequest.cases.slice(0, shown))}
          </Terminal>
        </div>
        <Terminal title={`Answer, without the ${sampleRequest.cases.length} cases it lists`}>{answer()}</Terminal>
      </div>
      <details className="group rounded-lg border border-line">
        <summary className="flex min-h-12 items-center justify-between gap-2 px-4 font-semibold hover:bg-sunk">
          The whole cases.json, {sampleRequest.cases.length} cases
          <ChevronIcon className="size-4 text-ink-3 transition-transform group-open:rotate-180" />
        </summary>
        <div className="p-4">
          <Terminal id="sample-body" title="cases.json">
            {asFile(sampleRequest.cases)}
          </Terminal>
        </div>
      </details>
    </Section>
  );
}

function asFile(cases: typeof sampleRequest.cases): string {
  const rows = cases.map(({ id, question, expected, answer, distance }) =>
    inLines({ id, distance }, { question }, { expected, answer }),
  );
  return `{ "min_score": ${sampleRequest.min_score},\n  "cases": [\n${rows.join(",\n")} ] }`;
}

function answer(): string {
  const { recall_by_distance, ...rest } = sampleReport;
  const scores = Object.entries(rest).map(([name, value]) => `  ${members({ [name]: value })},`);
  const bands = recall_by_distance.map(({ recall, ...band }) => inLines(band, { recall }));
  return `{\n${scores.join("\n")}\n  "recall_by_distance": [\n${bands.join(",\n")}\n  ]\n}`;
}

/** One object, its members spread over as many lines as there are parts. */
function inLines(...parts: object[]): string {
  return `    { ${parts.map(members).join(",\n      ")} }`;
}

/** The members of an object on one line, spaced as people write them. */
function members(value: object): string {
  const text = JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, " ");
  return text.slice(2, -2).replaceAll("[ ", "[").replaceAll(" ]", "]");
}

import { casesPerCall } from "./catalog";
import { Section } from "./width";

const steps = [
  {
    name: "Run your agent",
    text: "On your side, with your model. Tell it facts, change the subject, ask later. Nothing of ours runs inside it.",
  },
  {
    name: "Send the answers",
    text: `Question, what you expected, what it said, how many turns lay between. Up to 1,000 cases in one request; one call pays for ${casesPerCall}.`,
  },
  {
    name: "Read the report",
    text: "Scores with their intervals and n, by distance, and every case with the expected answer that matched best.",
  },
  {
    name: "Let the build decide",
    text: "Set min_score, and the verdict is passed or failed. One line of jq makes it an exit code.",
  },
];

export function Steps() {
  return (
    <Section id="steps" title="How a run works">
      <ol className="grid gap-x-8 gap-y-8 sm:grid-cols-2 lg:grid-cols-4">
        {steps.map(({ name, text }, index) => (
          <li className="grid content-start gap-2 border-t-2 border-ink pt-4" key={name}>
            <span aria-hidden="true" className="font-mono text-sm text-ink-3">
              {index + 1}
            </span>
            <h3 className="font-semibold">{name}</h3>
            <p className="text-ink-2">{text}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

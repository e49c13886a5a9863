import { Section } from "./width";

const tools = [
  { name: "Datasets", text: "Turn logs and code into a test set." },
  { name: "Prompts", text: "A better prompt, with the score to prove it." },
  { name: "Robustness", text: "How badly does it do on what it has never seen?" },
  { name: "Islands", text: "Search settings in parallel, keep the best trade-offs." },
  { name: "Traces", text: "Open a failed run and see the step that broke it." },
];

const others = [
  "Members and roles: an account has one person today.",
  "Shared reports, webhooks, a command line and client libraries.",
  "A judgement of meaning: we compare words, and say so.",
];

export function NotYet() {
  return (
    <Section
      id="not-yet"
      lead="One tool works today: Memory. What follows is planned, and no plan charges for it as if it were here."
      title="What we do not do yet"
    >
      <div className="grid gap-10 lg:grid-cols-2">
        <dl className="grid content-start divide-y divide-line border-y border-line">
          {tools.map(({ name, text }) => (
            <div className="grid gap-x-6 py-3 sm:grid-cols-[8rem_1fr]" key={name}>
              <dt className="font-semibold">{name}</dt>
              <dd className="text-ink-2">{text}</dd>
            </div>
          ))}
        </dl>
        <ul className="grid content-start gap-3 text-ink-2">
          {others.map((text) => (
            <li className="flex gap-3" key={text}>
              <span aria-hidden="true" className="text-ink-3">
                –
              </span>
              {text}
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}

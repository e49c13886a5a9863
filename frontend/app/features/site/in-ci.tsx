import { Origin, Terminal } from "./terminal";
import { Section } from "./width";

const around = [
  {
    name: "A test key that costs nothing",
    text: "It runs everything, has an allowance of its own, and never touches the calls you pay for.",
  },
  {
    name: "A refusal says why",
    text: "Every error is a problem document with a code, the next step, a request id, and a page that explains it.",
  },
  {
    name: "A repeat is safe",
    text: "Send an Idempotency-Key, and a request whose answer was lost is neither done nor charged twice.",
  },
  {
    name: "Every call is listed",
    text: "The usage page shows each charged call with its request id. Failed calls are not charged.",
  },
  {
    name: "Secrets are shown once",
    text: "Rotate with a grace time in which both work; revoke, and no later request passes.",
  },
  {
    name: "Limits on every answer",
    text: "RateLimit headers say what is left and when more comes; Retry-After is in seconds.",
  },
];

export function InCi() {
  return (
    <Section id="ci" lead="The step below fails when the agent forgets more than you allow." title="In your build">
      <div className="grid gap-8 items-start lg:grid-cols-2">
        <Terminal id="ci-script" title="A step of any build">
          {`set -eu
python run_agent.py > cases.json   # yours

curl --fail-with-body --retry 3 -sS \\
  `}
          <Origin />
          {`/v1/memory/score \\
  -H "Authorization: Bearer $SOTA_KEY" \\
  -H "Content-Type: application/json" \\
  -H "Idempotency-Key: $(uuidgen)" \\
  -d @cases.json > report.json

jq -e '.verdict == "passed"' report.json`}
        </Terminal>
        <ul className="grid content-start gap-x-8 gap-y-5 sm:grid-cols-2">
          {around.map(({ name, text }) => (
            <li className="grid content-start gap-1" key={name}>
              <h3 className="font-semibold">{name}</h3>
              <p className="text-ink-2">{text}</p>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}

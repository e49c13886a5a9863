import { ChevronIcon } from "~/components/ui/icons";
import { casesPerCall } from "./catalog";
import { Section } from "./width";

export interface Question {
  id: string;
  ask: string;
  answer: string;
}

export const landingQuestions: Question[] = [
  {
    id: "faq-data",
    ask: "What do you do with our answers?",
    answer:
      "They are scored and the score is sent back. What is kept of a call is that it happened: time, key, size and status. With an Idempotency-Key the answer is kept for 24 hours, sealed, so that a repeat can have it.",
  },
  {
    id: "faq-call",
    ask: "What is a call?",
    answer: `A request that was answered with a 2xx. The memory tool takes one call for each ${casesPerCall} cases begun. Errors, whoever made them, cost nothing.`,
  },
  {
    id: "faq-model",
    ask: "Do you run a model?",
    answer:
      "No. You run your agent and send what it said. The scoring is arithmetic on words, which is why it is the same tomorrow.",
  },
  {
    id: "faq-size",
    ask: "How many cases do I need?",
    answer:
      "The interval says it. With 24 cases a score of 0.67 means somewhere from 0.47 to 0.82; with 240, from about 0.60 to 0.72. If two versions of your agent overlap, send more.",
  },
  {
    id: "faq-stop",
    ask: "How do I leave?",
    answer:
      "Cancel in the portal that billing opens. The plan works until the end of what you paid for; then the account is on Free and keeps its keys.",
  },
];

export function Questions({ questions }: { questions: Question[] }) {
  return (
    <Section id="questions" title="Questions">
      <div className="divide-y divide-line border-y border-line">
        {questions.map(({ id, ask, answer }) => (
          <details className="group" id={id} key={id}>
            <summary className="flex min-h-14 items-center justify-between gap-4 font-semibold">
              {ask}
              <ChevronIcon className="size-4 text-ink-3 transition-transform group-open:rotate-180" />
            </summary>
            <p className="max-w-prose pb-5 text-ink-2">{answer}</p>
          </details>
        ))}
      </div>
    </Section>
  );
}

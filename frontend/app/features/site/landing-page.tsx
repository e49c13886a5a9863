import { Closing } from "./closing";
import { Hero } from "./hero";
import { InCi } from "./in-ci";
import { Measures } from "./measures";
import { NotYet } from "./not-yet";
import { PlansRow } from "./plans-row";
import { landingQuestions, Questions } from "./questions";
import { RequestStrip } from "./request-strip";
import { Steps } from "./steps";

export const meta = () => [
  { title: "SOTA Tools: know exactly where your agent breaks" },
  {
    name: "description",
    content:
      "An API that scores the memory of AI agents: exact match, token F1 and recall by distance, with 95 % intervals.",
  },
];

export default function LandingPage() {
  return (
    <>
      <Hero />
      <RequestStrip />
      <Measures />
      <Steps />
      <InCi />
      <PlansRow />
      <NotYet />
      <Questions questions={landingQuestions} />
      <Closing />
    </>
  );
}

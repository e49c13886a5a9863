import { Section } from "./width";

const measures = [
  {
    name: "Exact match",
    what: "The share of answers that are the expected one, word for word, after dropping case, punctuation and articles. With its 95 % Wilson interval.",
    misses: "A right answer in other words counts as wrong. List every wording you accept; the best one is scored.",
  },
  {
    name: "Token F1",
    what: "How many words the answer and the expected one share, precision and recall in balance. The measure of SQuAD, so figures compare with those you know.",
    misses: "It counts words, not meaning: “not allergic” scores well against “allergic”.",
  },
  {
    name: "Recall by distance",
    what: "The share of the expected words found in the answer, averaged per band of distance: how many turns lie between the telling and the asking.",
    misses: "A band with few cases says little. Its n stands beside it, always.",
  },
];

export function Measures() {
  return (
    <Section
      id="measures"
      lead="Plain definitions, the same every time: no model judges a model here, so the same answers give the same score."
      title="Three measures, and what each one misses"
    >
      <div className="grid divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised md:grid-cols-3 md:divide-x md:divide-y-0">
        {measures.map(({ name, what, misses }) => (
          <div className="grid content-start gap-3 p-6" key={name}>
            <h3 className="text-lg font-semibold">{name}</h3>
            <p className="text-ink-2">{what}</p>
            <p className="text-ink-3">
              <span className="font-semibold text-ink-2">Misses:</span> {misses}
            </p>
          </div>
        ))}
      </div>
    </Section>
  );
}

import { CheckIcon, CrossIcon, WarnIcon } from "~/components/ui/icons";
import { sampleReport, sampleRequest } from "./sample-report";

type Band = (typeof sampleReport.recall_by_distance)[number];

const { exact_match, token_f1, recall_by_distance, n, verdict } = sampleReport;

export function ReportSheet() {
  return (
    <figure className="min-w-0 overflow-hidden rounded-lg border border-line bg-raised text-base">
      <figcaption className="flex justify-between gap-4 border-b border-line px-4 py-3 font-mono text-xs text-ink-3">
        <span>POST /v1/memory/score</span>
        <span>n = {n}, 6 a row</span>
      </figcaption>
      <table className="w-full">
        <caption className="sr-only">Recall by how many turns ago the fact was told</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Told</th>
            <th scope="col">Share recalled</th>
            <th scope="col">95 % interval</th>
            <th scope="col">Recall</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-b border-line">
          {recall_by_distance.map((band) => (
            <BandRow band={band} key={band.from} />
          ))}
        </tbody>
      </table>
      <dl className="grid grid-cols-2 divide-x divide-line border-b border-line">
        <Figure note={interval(exact_match)} term="Exact match">
          {share(exact_match.score)}
        </Figure>
        <Figure note={interval(token_f1)} term="Token F1">
          {share(token_f1.score)}
        </Figure>
      </dl>
      <p className="flex flex-wrap justify-between gap-x-4 px-4 py-3 font-mono text-xs">
        <a className="text-ink-3 underline underline-offset-4 hover:text-ink" href="#request">
          the request behind it
        </a>
        <span className="inline-flex items-center gap-1.5 text-fail">
          <CrossIcon className="size-3" />
          {verdict}: token F1 below {share(sampleRequest.min_score)}
        </span>
      </p>
    </figure>
  );
}

function BandRow({ band: { from, to, recall } }: { band: Band }) {
  const { Icon, tone, word } = judge(recall.score);
  return (
    <tr>
      <th className="w-full py-2.5 ps-4 text-start font-normal whitespace-nowrap" scope="row">
        <span className="flex items-center gap-3">
          <span className={tone}>
            <Icon className="size-3.5" />
            <span className="sr-only">{word}: </span>
          </span>
          {from} to {to - 1} turns ago
        </span>
      </th>
      <td className="px-2 max-sm:hidden">
        <IntervalBar {...recall} />
      </td>
      <td className="px-2 text-end font-mono text-sm whitespace-nowrap text-ink-3">
        {share(recall.low)} to {share(recall.high)}
      </td>
      <td className="pe-4 text-end font-mono text-sm">{share(recall.score)}</td>
    </tr>
  );
}

/** The score as a bar, and over it the interval in which it may lie. */
function IntervalBar({ score, low, high }: { score: number; low: number; high: number }) {
  return (
    <svg aria-hidden="true" className="h-2.5 w-24" preserveAspectRatio="none" viewBox="0 0 100 10">
      <rect className="fill-line" height="4" width="100" y="3" />
      <rect className="fill-petrol" height="4" width={score * 100} y="3" />
      <path
        className="stroke-ink-3"
        d={`M${low * 99 + 0.5} 0v10M${low * 99 + 0.5} 5H${high * 99 + 0.5}M${high * 99 + 0.5} 0v10`}
        strokeWidth="1"
      />
    </svg>
  );
}

function judge(score: number) {
  if (score >= sampleRequest.min_score) {
    return { Icon: CheckIcon, tone: "text-pass", word: "Good" };
  }
  return score >= 0.6
    ? { Icon: WarnIcon, tone: "text-warn", word: "Weak" }
    : { Icon: CrossIcon, tone: "text-fail", word: "Bad" };
}

function Figure({ term, note, children }: { term: string; note: string; children: string }) {
  return (
    <div className="grid px-4 py-3">
      <dt className="text-sm text-ink-3">{term}</dt>
      <dd className="figures text-xl font-semibold tracking-tight">{children}</dd>
      <dd className="figures text-xs text-ink-3">{note}</dd>
    </div>
  );
}

function interval({ low, high }: { low: number; high: number }): string {
  return `95 % interval ${share(low)} to ${share(high)}`;
}

function share(score: number): string {
  return score.toFixed(2);
}

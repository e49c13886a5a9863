import { count, percent } from "~/lib/format";

interface Props {
  label: string;
  used: number;
  limit: number;
}

/** The width is an SVG attribute: a style attribute would not pass the policy of pages that are rendered ahead. */
export function Meter({ label, used, limit }: Props) {
  const share = limit === 0 ? 0 : Math.min(used / limit, 1);
  const tone = used >= limit ? "text-fail" : share >= 0.8 ? "text-warn" : "text-petrol";
  return (
    <>
      <meter
        aria-label={label}
        className="sr-only"
        high={limit * 0.8}
        max={limit}
        min={0}
        value={Math.min(used, limit)}
      >
        {count(used)} of {count(limit)}, {percent(used, limit)}
      </meter>
      <svg aria-hidden="true" className={`h-2 w-full ${tone}`} preserveAspectRatio="none" viewBox="0 0 100 8">
        <rect className="fill-line" height="8" width="100" />
        <rect fill="currentColor" height="8" width={used === 0 ? 0 : Math.max(share * 100, 0.5)} />
      </svg>
    </>
  );
}

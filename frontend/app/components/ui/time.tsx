import { dateTime, relative } from "~/lib/format";

/** Relative on the screen; the exact time, here and in UTC, on focus or hover. */
export function Time({ at }: { at: string }) {
  return (
    <span className="group relative inline-block">
      <button
        className="inline-flex min-h-6 items-center rounded-sm underline decoration-line-strong decoration-dotted underline-offset-4"
        onKeyDown={(event) => (event.key === "Escape" ? event.currentTarget.blur() : undefined)}
        type="button"
      >
        <time dateTime={at}>{relative(at)}</time>
        <span className="sr-only">, {dateTime(at, "UTC")}</span>
      </button>
      <span
        aria-hidden="true"
        className="invisible absolute end-0 bottom-full z-20 mb-1.5 grid w-max gap-0.5 rounded-md border border-line bg-raised px-2.5 py-1.5 text-start text-xs text-ink-2 shadow-float group-focus-within:visible group-hover:visible"
      >
        <span>{dateTime(at)}</span>
        <span>{dateTime(at, "UTC")}</span>
      </span>
    </span>
  );
}

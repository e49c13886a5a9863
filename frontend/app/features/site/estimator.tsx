import { casesPerCall } from "./catalog";

/** The smallest plan that holds a number of cases; it reads the plans' calls from the table of this page. */
export function Estimator() {
  return (
    <form
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line px-4 py-3 text-base [&[hidden]]:hidden"
      data-estimator={casesPerCall}
      hidden
    >
      <label className="flex flex-wrap items-center gap-x-3 gap-y-1">
        Memory cases a month, in requests of {casesPerCall}
        <input
          className="min-h-10 w-32 rounded-md border border-line-strong bg-raised px-3 text-end tabular-nums"
          defaultValue={50_000}
          inputMode="numeric"
          min={0}
          step={1000}
          type="number"
        />
      </label>
      <output className="figures font-semibold" />
    </form>
  );
}

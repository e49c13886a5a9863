const option =
  "relative inline-flex min-h-10 cursor-pointer items-center rounded-sm px-4 text-base text-ink-2 has-checked:bg-sunk has-checked:font-semibold has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-petrol";

/** Shown by the page's script; without it each column names both prices. */
export function BillingSwitch() {
  return (
    <fieldset
      className="inline-flex rounded-md border border-line-strong bg-raised p-0.5 [&[hidden]]:hidden"
      data-billing=""
      hidden
    >
      <legend className="sr-only">Billing</legend>
      {["monthly", "annual"].map((value) => (
        <label className={option} key={value}>
          <input
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
            defaultChecked={value === "monthly"}
            name="billing"
            type="radio"
            value={value}
          />
          {value === "monthly" ? "Monthly" : "Annual"}
        </label>
      ))}
      <span className="sr-only" data-billing-status="" role="status" />
    </fieldset>
  );
}

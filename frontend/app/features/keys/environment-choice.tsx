import type { ComponentProps } from "react";

const options = [
  { value: "test", label: "Test", hint: "Runs everything, costs no quota, has a small daily allowance." },
  { value: "live", label: "Live", hint: "Counts against the calls of your plan." },
];

export function EnvironmentChoice(input: ComponentProps<"input">) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-semibold">Environment</legend>
      {options.map(({ value, label, hint }) => (
        <label
          className="flex min-h-11 cursor-pointer items-start gap-3 rounded-md border border-line-strong px-3 py-2.5 has-checked:border-petrol has-checked:bg-sunk"
          key={value}
        >
          <input {...input} className="mt-0.5 size-4 accent-petrol" type="radio" value={value} />
          <span className="grid">
            <span className="font-semibold">{label}</span>
            <span className="text-sm text-ink-3">{hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

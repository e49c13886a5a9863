/** A few exclusive options side by side: native radio buttons, so that arrows and screen readers just work. */
interface Props<T extends string> {
  legend: string;
  name: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

export function Choice<T extends string>({ legend, name, value, options, onChange }: Props<T>) {
  return (
    <fieldset className="inline-flex rounded-md border border-line-strong bg-raised p-0.5">
      <legend className="sr-only">{legend}</legend>
      {options.map((option) => (
        <label
          className="relative inline-flex min-h-8 cursor-pointer items-center rounded-sm px-3 text-ink-2 has-checked:bg-sunk has-checked:font-semibold has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-petrol max-sm:min-h-10"
          key={option.value}
        >
          <input
            checked={option.value === value}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
            name={name}
            onChange={() => onChange(option.value)}
            type="radio"
            value={option.value}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

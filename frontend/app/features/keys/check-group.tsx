import { type ComponentProps, useId } from "react";
import { WarnIcon } from "~/components/ui/icons";

interface Props extends ComponentProps<"input"> {
  legend: string;
  options: readonly { value: string; label: string }[];
  error: string | undefined;
}

export function CheckGroup({ legend, options, error, ...input }: Props) {
  const id = useId();
  return (
    <fieldset aria-describedby={error ? id : undefined} className="grid">
      <legend className="mb-0.5 font-semibold">{legend}</legend>
      {options.map(({ value, label }) => (
        <label className="flex min-h-9 cursor-pointer items-center gap-3 max-sm:min-h-11" key={value}>
          <input {...input} className="size-4 accent-petrol" type="checkbox" value={value} />
          {label}
          <code className="font-mono text-xs text-ink-3">{value}</code>
        </label>
      ))}
      <p aria-live="polite" className="flex items-start gap-1.5 text-sm text-fail empty:hidden" id={id}>
        {error ? (
          <>
            <WarnIcon className="mt-0.5 size-3.5" />
            {error}
          </>
        ) : null}
      </p>
    </fieldset>
  );
}

import { type ComponentProps, type ReactNode, useId } from "react";
import { WarnIcon } from "./icons";

export const inputClass =
  "w-full min-h-10 max-sm:min-h-11 rounded-md border border-line-strong bg-raised px-3 text-md sm:text-base text-ink placeholder:text-ink-3 aria-invalid:border-fail";

interface Frame {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
}

type Control = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

function Field({ label, hint, error, children }: Frame & { children: (control: Control) => ReactNode }) {
  const id = useId();
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className="grid gap-1.5">
      <label className="font-semibold" htmlFor={id}>
        {label}
      </label>
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined })}
      {hint ? (
        <p className="text-sm text-ink-3" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <p aria-live="polite" className="flex items-start gap-1.5 text-sm text-fail empty:hidden" id={`${id}-error`}>
        {error ? (
          <>
            <WarnIcon className="mt-0.5 size-3.5" />
            {error}
          </>
        ) : null}
      </p>
    </div>
  );
}

export function TextField({ label, hint, error, className = "", ...input }: Frame & ComponentProps<"input">) {
  return (
    <Field error={error} hint={hint} label={label}>
      {(control) => <input {...input} {...control} className={`${inputClass} ${className}`} />}
    </Field>
  );
}

export function AreaField({ label, hint, error, className = "", ...area }: Frame & ComponentProps<"textarea">) {
  return (
    <Field error={error} hint={hint} label={label}>
      {(control) => <textarea {...area} {...control} className={`${inputClass} py-2 ${className}`} />}
    </Field>
  );
}

export function SelectField({ label, hint, error, children, ...select }: Frame & ComponentProps<"select">) {
  return (
    <Field error={error} hint={hint} label={label}>
      {(control) => (
        <select {...select} {...control} className={inputClass}>
          {children}
        </select>
      )}
    </Field>
  );
}

import { useEffect, useState } from "react";
import { copyText } from "~/lib/copy";
import { Button, type ButtonLook } from "./button";
import { CheckIcon, CopyIcon } from "./icons";

interface Props extends ButtonLook {
  text: string;
  /** The accessible name, which says what is copied. */
  label: string;
  caption?: string;
  onCopied?: (() => void) | undefined;
}

export function CopyButton({ text, label, caption, look = "quiet", size = "sm", onCopied }: Props) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    const timer = state === "idle" ? undefined : setTimeout(() => setState("idle"), 2_000);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = async () => {
    const copied = await copyText(text);
    setState(copied ? "copied" : "failed");
    if (copied) {
      onCopied?.();
    }
  };
  const said = { idle: "", copied: "Copied", failed: "Copying is blocked here. Select the text instead." }[state];
  return (
    <>
      <Button aria-label={label} look={look} onClick={copy} size={size}>
        {state === "copied" ? <CheckIcon /> : <CopyIcon />}
        {caption ? <span aria-hidden="true">{state === "copied" ? "Copied" : caption}</span> : null}
      </Button>
      <span className={state === "failed" ? "text-sm text-fail" : "sr-only"} role="status">
        {said}
      </span>
    </>
  );
}

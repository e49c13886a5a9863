import { useEffect, useState } from "react";
import { Button } from "~/components/ui/button";
import { CodeTabs } from "~/components/ui/code-tabs";
import { CopyButton } from "~/components/ui/copy-button";
import { Dialog, DialogActions } from "~/components/ui/dialog";
import { Notice } from "~/components/ui/notice";
import type { IssuedKey } from "~/lib/contract";

interface Props {
  issued: IssuedKey;
  onClose: () => void;
}

const once = {
  live: "We keep no copy: this is the only time it can be shown.",
  test: "The sample on the home page can show a test key again; a live key never.",
};

/** The only place where a secret stands in full. Leaving it uncopied takes a second, deliberate step. */
export function RevealDialog({ issued: { key, secret }, onClose }: Props) {
  const [copied, setCopied] = useState(false);
  const [asking, setAsking] = useState(false);
  useWarningBeforeLeaving(!copied);
  const close = () => (copied ? onClose() : setAsking(true));
  const remember = () => {
    setCopied(true);
    setAsking(false);
  };

  return (
    <Dialog
      description={once[key.environment]}
      onClose={close}
      open
      returnsFocus={false}
      title={`${key.name}: copy its secret now`}
    >
      <div className="grid gap-2 rounded-lg border border-petrol bg-sunk p-3">
        <code className="font-mono text-sm break-all select-all">{secret}</code>
        <div>
          <CopyButton caption="Copy key" label="Copy key" look="primary" onCopied={remember} text={secret} />
        </div>
      </div>
      <CodeTabs
        label="Ways to use the key"
        onCopied={remember}
        samples={[
          { id: "env", label: ".env", code: `SOTA_KEY=${secret}` },
          {
            id: "curl",
            label: "curl",
            code: `curl ${location.origin}/v1/echo \\\n  -H "Authorization: Bearer ${secret}"`,
          },
        ]}
      />
      {asking ? (
        <Notice tone="warn">
          You have not copied the key{key.environment === "live" ? ", and it cannot be shown again" : ""}. Close anyway?
        </Notice>
      ) : null}
      <DialogActions>
        {asking ? (
          <Button look="danger" onClick={onClose}>
            Close without copying
          </Button>
        ) : null}
        {/* One element for all three words, so that the focus stays where it is when the question comes and goes. */}
        <Button onClick={asking ? () => setAsking(false) : close}>{lastWord(asking, copied)}</Button>
      </DialogActions>
    </Dialog>
  );
}

function lastWord(asking: boolean, copied: boolean) {
  if (asking) {
    return "Keep open";
  }
  return copied ? "I have stored it" : "Close";
}

function useWarningBeforeLeaving(active: boolean) {
  useEffect(() => {
    if (!active) {
      return;
    }
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [active]);
}

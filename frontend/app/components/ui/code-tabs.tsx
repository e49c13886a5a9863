import { Tabs } from "@base-ui/react/tabs";
import { useState } from "react";
import { CopyButton } from "./copy-button";
import { ScrollRegion } from "./scroll-region";

export interface Sample {
  id: string;
  label: string;
  code: string;
}

interface Props {
  samples: [Sample, ...Sample[]];
  label: string;
  onCopied?: () => void;
}

export function CodeTabs({ samples, label, onCopied }: Props) {
  const [chosen, setChosen] = useState(samples[0].id);
  const sample = samples.find(({ id }) => id === chosen) ?? samples[0];
  return (
    <Tabs.Root
      className="overflow-hidden rounded-lg border border-line bg-sunk"
      onValueChange={(value) => setChosen(String(value))}
      value={sample.id}
    >
      <div className="flex items-center justify-between gap-2 border-b border-line pe-1.5">
        <Tabs.List aria-label={label} className="flex min-w-0 overflow-x-auto">
          {samples.map(({ id, label }) => (
            <Tabs.Tab
              className="min-h-11 shrink-0 border-b-2 border-transparent px-3.5 text-ink-2 -outline-offset-2 hover:text-ink data-active:border-petrol data-active:font-semibold data-active:text-ink"
              key={id}
              value={id}
            >
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <CopyButton label={`Copy ${sample.label} example`} onCopied={onCopied} text={sample.code} />
      </div>
      {samples.map(({ id, label, code }) => (
        <Tabs.Panel key={id} tabIndex={-1} value={id}>
          <CodeBlock code={code} label={`${label} example`} />
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}

export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <ScrollRegion className="p-4 -outline-offset-2" label={label}>
      <pre className="font-mono text-sm leading-6">
        <code>{code}</code>
      </pre>
    </ScrollRegion>
  );
}

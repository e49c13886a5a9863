import { Tabs } from "@base-ui/react/tabs";
import { CopyButton } from "./copy-button";
import { ScrollRegion } from "./scroll-region";

export interface Sample {
  id: string;
  label: string;
  code: string;
}

interface Props {
  samples: Sample[];
  label: string;
  onCopied?: () => void;
}

export function CodeTabs({ samples, label, onCopied }: Props) {
  return (
    <Tabs.Root className="overflow-hidden rounded-lg border border-line bg-sunk" defaultValue={samples[0]?.id}>
      <Tabs.List aria-label={label} className="flex overflow-x-auto border-b border-line">
        {samples.map((sample) => (
          <Tabs.Tab
            className="min-h-10 shrink-0 border-b-2 border-transparent px-4 text-ink-2 hover:text-ink data-active:border-petrol data-active:font-semibold data-active:text-ink"
            key={sample.id}
            value={sample.id}
          >
            {sample.label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {samples.map((sample) => (
        <Tabs.Panel key={sample.id} value={sample.id}>
          <CodeBlock code={sample.code} label={`${sample.label} example`} onCopied={onCopied} />
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}

export function CodeBlock({
  code,
  label,
  onCopied,
}: {
  code: string;
  label: string;
  onCopied?: (() => void) | undefined;
}) {
  return (
    <div className="relative">
      <ScrollRegion className="p-4 pe-14" label={label}>
        <pre className="font-mono text-sm leading-6">
          <code>{code}</code>
        </pre>
      </ScrollRegion>
      <div className="absolute end-2 top-2 rounded-md bg-sunk">
        <CopyButton label={`Copy ${label}`} onCopied={onCopied} text={code} />
      </div>
    </div>
  );
}

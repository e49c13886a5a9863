import { useEffect, useRef } from "react";
import { Tag } from "~/components/ui/badge";
import { MoreIcon } from "~/components/ui/icons";
import { Menu, MenuItem } from "~/components/ui/menu";
import { Time } from "~/components/ui/time";
import type { ApiKey } from "~/lib/contract";
import { KeyStatus } from "./key-status";

export type KeyAction = "rename" | "settings" | "freeze" | "rotate" | "revoke";

interface Props {
  keys: ApiKey[];
  fresh: string | null;
  /** Calls of the period by key; absent while nothing is known of them. */
  calls?: Map<string, number> | undefined;
  /** Absent when the role may only look. */
  onAct: ((action: KeyAction, key: ApiKey) => void) | undefined;
}

const cell = "px-4 py-3";
const head = `${cell} text-start text-sm font-medium text-ink-3`;

export function KeyTable({ keys, fresh, calls, onAct }: Props) {
  return (
    <div className="rounded-lg border border-line bg-raised">
      <table className="stack-table w-full">
        <caption className="sr-only">API keys, newest first</caption>
        <thead>
          <tr className="border-b border-line">
            <th className={head} scope="col">
              Name
            </th>
            <th className={head} scope="col">
              Key
            </th>
            <th className={head} scope="col">
              May
            </th>
            <th className={head} scope="col">
              Created
            </th>
            <th className={head} scope="col">
              Last used
            </th>
            <th className={head} scope="col">
              Status
            </th>
            <th className={head} scope="col">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {keys.map((key) => (
            <KeyRow
              apiKey={key}
              calls={calls && (calls.get(key.id) ?? 0)}
              fresh={key.id === fresh}
              key={key.id}
              onAct={onAct}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps extends Pick<Props, "onAct"> {
  apiKey: ApiKey;
  fresh: boolean;
  calls: number | undefined;
}

function KeyRow({ apiKey, fresh, calls, onAct }: RowProps) {
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (fresh) {
      row.current?.focus();
    }
  }, [fresh]);
  const canAct = onAct !== undefined && (apiKey.status === "active" || apiKey.status === "frozen");
  return (
    <tr className={fresh ? "animate-fresh" : ""} id={apiKey.id} ref={row} tabIndex={fresh ? -1 : undefined}>
      <th className={`${cell} text-start font-semibold`} data-label="Name" scope="row">
        <span className="min-w-0 break-words">{apiKey.name}</span>
      </th>
      <td className={cell} data-label="Key">
        <span className="flex flex-wrap items-center justify-end gap-2 md:justify-start">
          <code className="font-mono text-sm whitespace-nowrap">{apiKey.hint}</code>
          <Tag>{apiKey.environment}</Tag>
        </span>
      </td>
      <td className={`${cell} text-sm text-ink-2`} data-label="May">
        {apiKey.scopes.join(", ")}
      </td>
      <td className={cell} data-label="Created">
        <Time at={apiKey.created_at} />
      </td>
      <td className={cell} data-label="Last used">
        {apiKey.last_used_at === null ? (
          <span className="text-ink-3">Never used</span>
        ) : (
          <Time at={apiKey.last_used_at} />
        )}
      </td>
      <td className={cell} data-label="Status">
        <KeyStatus apiKey={apiKey} calls={calls} />
      </td>
      <td className={`${cell} items-center text-end`} data-label={canAct ? "Actions" : undefined}>
        {canAct ? <Actions apiKey={apiKey} onAct={onAct} /> : null}
      </td>
    </tr>
  );
}

function Actions({ apiKey, onAct }: { apiKey: ApiKey; onAct: NonNullable<Props["onAct"]> }) {
  return (
    <Menu
      label={`Actions for ${apiKey.name}`}
      trigger={<MoreIcon />}
      triggerClass="grid size-9 max-md:-me-2.5 max-sm:size-11 place-items-center rounded-md text-ink-2 hover:bg-sunk hover:text-ink"
    >
      <MenuItem onSelect={() => onAct("rename", apiKey)}>Rename</MenuItem>
      <MenuItem onSelect={() => onAct("settings", apiKey)}>Settings</MenuItem>
      <MenuItem onSelect={() => onAct("freeze", apiKey)}>{apiKey.status === "frozen" ? "Unfreeze" : "Freeze"}</MenuItem>
      <MenuItem onSelect={() => onAct("rotate", apiKey)}>Rotate</MenuItem>
      <MenuItem danger onSelect={() => onAct("revoke", apiKey)}>
        Revoke
      </MenuItem>
    </Menu>
  );
}

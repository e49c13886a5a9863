import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useSearchParams } from "react-router";
import { Pager } from "~/components/pager";
import { Button } from "~/components/ui/button";
import { PlusIcon } from "~/components/ui/icons";
import { Loaded } from "~/components/ui/loaded";
import { Notice } from "~/components/ui/notice";
import { Page } from "~/components/ui/page";
import { SkeletonRows } from "~/components/ui/skeleton";
import { useMay, useMe } from "~/lib/account";
import type { ApiKey, Environment, IssuedKey } from "~/lib/contract";
import { type KeyAction, KeyTable } from "./key-table";
import { callsByKeyQuery, keysQuery } from "./keys-api";
import { NoKeys } from "./no-keys";
import { RevealDialog } from "./reveal-dialog";

// The forms bring the library that checks them, which the list does without.
const CreateDialog = lazy(() => import("./create-dialog"));
const FreezeDialog = lazy(() => import("./freeze-dialog"));
const RenameDialog = lazy(() => import("./rename-dialog"));
const RevokeDialog = lazy(() => import("./revoke-dialog"));
const RotateDialog = lazy(() => import("./rotate-dialog"));
const SettingsDialog = lazy(() => import("./settings-dialog"));

export default function KeysPage() {
  const { account } = useMe();
  const mayChange = useMay("keys");
  const [search, setSearch] = useSearchParams();
  const keys = useQuery(keysQuery(account.id, search.get("cursor") ?? undefined));
  const calls = useCallsOfCapped(keys.data?.data ?? []);
  const [acting, setActing] = useState<Pick<ActionProps, "action" | "apiKey"> | null>(null);
  const [issued, setIssued] = useState<IssuedKey | null>(null);
  const [fresh, setFresh] = useState<string | null>(null);

  const creating = search.get("create");
  const create = (environment: Environment | null) =>
    setSearch(environment === null ? {} : { create: environment }, { replace: true });
  const { editing, edit } = useEditing();
  const reveal = (key: IssuedKey) => {
    create(null);
    setActing(null);
    setFresh(null);
    setIssued(key);
  };
  const put = (key: ApiKey) => {
    setIssued(null);
    setFresh(key.id);
  };

  return (
    <Page
      actions={
        mayChange ? (
          <Button look="primary" onClick={() => create("live")}>
            <PlusIcon />
            Create key
          </Button>
        ) : null
      }
      lead="A key names its account: whoever has it can spend its calls."
      title="Keys"
    >
      {mayChange ? null : (
        <Notice tone="info">Your role may see keys, not change them. Ask an owner for the developer role.</Notice>
      )}
      <Loaded query={keys} skeleton={<SkeletonRows className="h-15" rows={3} />} what="your keys">
        {(page) => (
          <>
            {page.data.length === 0 ? (
              <NoKeys onCreate={mayChange ? () => create("test") : undefined} />
            ) : (
              <KeyTable
                calls={calls}
                fresh={fresh}
                keys={page.data}
                onAct={
                  mayChange
                    ? (action, apiKey) => (action === "settings" ? edit(apiKey.id) : setActing({ action, apiKey }))
                    : undefined
                }
              />
            )}
            <Pager next={page.next_cursor} />
          </>
        )}
      </Loaded>

      <Suspense>
        {mayChange && (creating === "live" || creating === "test") ? (
          <CreateDialog environment={creating} onClose={() => create(null)} onIssued={reveal} />
        ) : null}
        {mayChange && editing !== null ? (
          <SettingsDialog
            id={editing}
            name={keys.data?.data.find(({ id }) => id === editing)?.name ?? "the key"}
            onClose={() => edit(null)}
          />
        ) : null}
        {acting ? <ActionDialog {...acting} onClose={() => setActing(null)} onIssued={reveal} /> : null}
      </Suspense>
      {issued ? <RevealDialog issued={issued} onClose={() => put(issued.key)} /> : null}
    </Page>
  );
}

/** Which key's settings are open stands in the address: the page about a refused request leads to them. */
function useEditing() {
  const [search, setSearch] = useSearchParams();
  const edit = (id: string | null) => {
    const changed = new URLSearchParams(search);
    changed.delete("settings");
    if (id !== null) {
      changed.set("settings", id);
    }
    setSearch(changed, { replace: true });
  };
  return { editing: search.get("settings"), edit };
}

/** Asked for only when there is a cap to compare with; a failure leaves the list as it is without it. */
function useCallsOfCapped(keys: ApiKey[]) {
  const { account, quota } = useMe();
  const capped = keys.some(({ monthly_cap, status }) => monthly_cap !== null && status === "active");
  return useQuery({ ...callsByKeyQuery(account.id, quota.period), enabled: capped }).data;
}

interface ActionProps {
  action: Exclude<KeyAction, "settings">;
  apiKey: ApiKey;
  onClose: () => void;
  onIssued: (key: IssuedKey) => void;
}

function ActionDialog({ action, apiKey, onClose, onIssued }: ActionProps) {
  switch (action) {
    case "freeze":
      return <FreezeDialog apiKey={apiKey} onClose={onClose} />;
    case "rename":
      return <RenameDialog apiKey={apiKey} onClose={onClose} />;
    case "rotate":
      return <RotateDialog apiKey={apiKey} onClose={onClose} onIssued={onIssued} />;
    case "revoke":
      return <RevokeDialog apiKey={apiKey} onClose={onClose} />;
  }
}

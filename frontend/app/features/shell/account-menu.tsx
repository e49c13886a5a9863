import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { ChevronIcon, PersonIcon } from "~/components/ui/icons";
import { Menu, MenuChoice, MenuItem, MenuLine } from "~/components/ui/menu";
import { toast } from "~/components/ui/toasts";
import { useMe } from "~/lib/account";
import { explain } from "~/lib/problem";
import { setTheme, useTheme } from "~/lib/theme";
import { isSignedOut, logOut } from "./shell-api";

const themeOptions = [
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
  { value: "system", label: "As the system" },
] as const;

const look = {
  wide: "flex w-full items-center gap-2.5 rounded-md border border-line bg-raised px-2.5 py-2 text-start hover:bg-sunk",
  small: "grid size-11 place-items-center rounded-md text-ink-2 hover:bg-sunk hover:text-ink",
};

export function AccountMenu({ side, wide = false }: { side: "top" | "bottom"; wide?: boolean }) {
  const me = useMe();
  const email = me.user?.email ?? "";
  return (
    <Menu
      align={wide ? "start" : "end"}
      label={wide ? undefined : `Account: ${me.account.name}, ${email}`}
      side={side}
      trigger={
        wide ? (
          <>
            <span className="grid min-w-0 flex-1">
              <span className="truncate font-semibold">
                <span className="sr-only">Account: </span>
                {me.account.name}
              </span>
              {email === me.account.name ? null : <span className="truncate text-sm text-ink-3">{email}</span>}
            </span>
            <ChevronIcon className="size-4 rotate-180 text-ink-3" />
          </>
        ) : (
          <PersonIcon className="size-5" />
        )
      }
      triggerClass={wide ? look.wide : look.small}
    >
      <Items email={email} />
    </Menu>
  );
}

function Items({ email }: { email: string }) {
  const { account, accounts } = useMe();
  const theme = useTheme((state) => state.theme);
  const navigate = useNavigate();
  // Loading the page anew leaves nothing of this account in memory.
  const leaving = useMutation({
    mutationFn: logOut,
    onSuccess: () => location.assign("/app/login"),
    onError: (error) => (isSignedOut(error) ? location.assign("/app/login") : toast(explain(error).detail)),
  });
  return (
    <>
      <p className="truncate px-2.5 py-1.5 text-sm text-ink-3">{email}</p>
      {accounts.length > 1 ? (
        <>
          <MenuChoice
            legend="Account"
            onChange={(id) => navigate(`/app/${id}`)}
            options={accounts.map(({ id, name, role }) => ({ value: id, label: `${name} · ${role}` }))}
            value={account.id}
          />
          <MenuLine />
        </>
      ) : null}
      <MenuItem onSelect={() => navigate(`/app/${account.id}/team`)}>Team</MenuItem>
      <MenuLine />
      <MenuChoice legend="Theme" onChange={setTheme} options={themeOptions} value={theme} />
      <MenuLine />
      <MenuItem onSelect={() => leaving.mutate()}>Log out</MenuItem>
    </>
  );
}

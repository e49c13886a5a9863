import { NavLink } from "react-router";
import { Mark } from "~/components/ui/mark";
import { useMe } from "~/lib/account";
import { AccountMenu } from "./account-menu";
import { tabs } from "./sections";

export function TopBar() {
  return (
    <header className="no-print sticky top-0 z-20 flex min-h-14 items-center justify-between border-b border-line bg-paper px-4 lg:hidden">
      <a className="rounded-sm py-2" href="/">
        <Mark />
        <span className="sr-only">, to the start page</span>
      </a>
      <AccountMenu side="bottom" />
    </header>
  );
}

/** At the bottom of a phone, where a thumb is. */
export function MobileTabs() {
  const { account } = useMe();
  return (
    <nav
      aria-label="Dashboard"
      className="no-print fixed inset-x-0 bottom-0 z-20 grid grid-cols-5 border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {tabs.map(({ path, label, Icon }) => (
        <NavLink
          className="grid min-h-14 place-content-center justify-items-center gap-0.5 text-xs text-ink-2 aria-[current=page]:font-semibold aria-[current=page]:text-petrol"
          end={path === ""}
          key={path}
          to={`/app/${account.id}${path}`}
        >
          <Icon className="size-5" />
          {label}
        </NavLink>
      ))}
    </nav>
  );
}

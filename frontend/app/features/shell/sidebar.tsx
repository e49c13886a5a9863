import { NavLink } from "react-router";
import { BookIcon } from "~/components/ui/icons";
import { Mark } from "~/components/ui/mark";
import { useMe } from "~/lib/account";
import { AccountMenu } from "./account-menu";
import { sections } from "./sections";

const itemClass =
  "flex min-h-9 items-center gap-2.5 rounded-md px-2.5 text-ink-2 hover:bg-sunk hover:text-ink aria-[current=page]:bg-sunk aria-[current=page]:font-semibold aria-[current=page]:text-ink";

export function Sidebar() {
  const { account } = useMe();
  return (
    <aside className="no-print sticky top-0 hidden h-dvh w-60 shrink-0 flex-col gap-6 border-e border-line px-4 py-5 lg:flex">
      <a className="inline-block self-start rounded-sm px-2.5 py-1" href="/">
        <Mark />
        <span className="sr-only">, to the start page</span>
      </a>
      <nav aria-label="Dashboard" className="grid gap-0.5">
        {sections.map(({ path, label, Icon }) => (
          <NavLink className={itemClass} end={path === ""} key={path} to={`/app/${account.id}${path}`}>
            <Icon />
            {label}
          </NavLink>
        ))}
        <a className={itemClass} href="/docs">
          <BookIcon />
          Docs
        </a>
      </nav>
      <div className="mt-auto">
        <AccountMenu side="top" wide />
      </div>
    </aside>
  );
}

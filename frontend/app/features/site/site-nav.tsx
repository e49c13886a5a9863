import { Mark } from "~/components/ui/mark";
import { GetKey } from "./get-key";
import { Width } from "./width";

const links = [
  { href: "/pricing", label: "Pricing" },
  { href: "/docs", label: "Docs" },
];

const item = "inline-flex min-h-11 items-center rounded-sm px-2.5 text-base text-ink-2 hover:text-ink";

export function SiteNav() {
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-paper">
      <Width>
        <nav aria-label="Site" className="flex min-h-16 items-center gap-x-2">
          <a className="me-auto inline-flex min-h-11 items-center rounded-sm sm:me-6" href="/">
            <Mark />
            <span className="sr-only">, start page</span>
          </a>
          {links.map(({ href, label }) => (
            <a className={`${item} max-sm:hidden`} href={href} key={href}>
              {label}
            </a>
          ))}
          <a className={`${item} ms-auto max-sm:hidden`} href="/app/login">
            Log in
          </a>
          <GetKey look="secondary" size="md" />
          <PhoneMenu />
        </nav>
      </Width>
    </header>
  );
}

/** A disclosure of the browser's own: it opens without JavaScript. */
function PhoneMenu() {
  return (
    <details className="relative sm:hidden">
      <summary className="grid min-h-11 place-items-center rounded-md px-2 text-base font-semibold text-ink-2">
        Menu
      </summary>
      <div className="absolute end-0 top-full mt-2 grid w-48 rounded-lg border border-line bg-raised p-1.5 shadow-float">
        {[...links, { href: "/app/login", label: "Log in" }].map(({ href, label }) => (
          <a className={`${item} hover:bg-sunk`} href={href} key={href}>
            {label}
          </a>
        ))}
      </div>
    </details>
  );
}

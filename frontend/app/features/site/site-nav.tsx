import { Mark } from "~/components/ui/mark";
import { GetKey } from "./get-key";
import { Width } from "./width";

const item = "inline-flex min-h-11 items-center rounded-sm px-2.5 text-ink-2 hover:text-ink";

export function SiteNav() {
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-paper">
      <Width>
        <nav aria-label="Site" className="flex min-h-16 items-center gap-x-1 sm:gap-x-2">
          <a className="me-1 inline-flex min-h-11 items-center rounded-sm sm:me-6" href="/">
            <Mark />
            <span className="sr-only">, start page</span>
          </a>
          <a className={`${item} max-sm:hidden`} href="/pricing">
            Pricing
          </a>
          <a className={`${item} max-sm:hidden`} href="/docs">
            Docs
          </a>
          <a className={`${item} ms-auto`} href="/app/login">
            Log in
          </a>
          <GetKey size="md" />
        </nav>
      </Width>
    </header>
  );
}

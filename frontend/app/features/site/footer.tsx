import { Mark } from "~/components/ui/mark";
import { Width } from "./width";

const links = [
  { href: "/pricing", label: "Pricing" },
  { href: "/docs", label: "Docs" },
  { href: "/docs/errors", label: "Errors" },
  { href: "/report-key", label: "Report a leaked key" },
  { href: "/openapi.yaml", label: "API description" },
  { href: "/app/login", label: "Log in" },
];

export function Footer() {
  return (
    <footer className="border-t border-line py-10">
      <Width className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4">
        <Mark />
        <nav aria-label="Footer" className="flex flex-wrap items-center gap-x-5 text-base text-ink-2">
          {links.map(({ href, label }) => (
            <a className="inline-flex min-h-11 items-center rounded-sm hover:text-ink" href={href} key={href}>
              {label}
            </a>
          ))}
          <button className="min-h-11 rounded-sm hover:text-ink" data-theme-switch hidden type="button">
            Theme
          </button>
        </nav>
      </Width>
    </footer>
  );
}

import { linkClass } from "~/components/ui/link";
import { Width } from "./width";

export const meta = () => [{ title: "Not found · SOTA Tools" }, { name: "robots", content: "noindex" }];

const near = [
  { href: "/", label: "Start page" },
  { href: "/pricing", label: "Pricing" },
  { href: "/docs", label: "Get started" },
  { href: "/docs/errors", label: "Errors, each explained" },
  { href: "/app", label: "Dashboard" },
];

export default function NotFoundPage() {
  return (
    <Width className="grid gap-6 py-20">
      <h1 className="text-4xl font-[650] tracking-[-0.03em]">There is nothing at this address.</h1>
      <p className="max-w-prose text-ink-2">It may be mistyped, or the page has moved. These exist:</p>
      <ul className="grid gap-2">
        {near.map(({ href, label }) => (
          <li key={href}>
            <a className={linkClass} href={href}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </Width>
  );
}

import { Link, useSearchParams } from "react-router";
import { buttonClass } from "./ui/button";

/** The page of a list stands in the address, so Back goes to the page before and a link shows the same rows. */
export function Pager({ next }: { next: string | null }) {
  const [search] = useSearchParams();
  const to = (cursor: string | null) => {
    const changed = new URLSearchParams(search);
    changed.delete("cursor");
    if (cursor !== null) {
      changed.set("cursor", cursor);
    }
    return { search: changed.toString() };
  };
  if (next === null && !search.has("cursor")) {
    return null;
  }
  return (
    <nav aria-label="Pages of this list" className="mt-4 flex gap-2">
      {search.has("cursor") ? (
        <Link className={buttonClass({ size: "sm" })} preventScrollReset to={to(null)}>
          Newest
        </Link>
      ) : null}
      {next === null ? null : (
        <Link className={buttonClass({ size: "sm" })} preventScrollReset to={to(next)}>
          Older
        </Link>
      )}
    </nav>
  );
}

import { linkClass } from "~/components/ui/link";

/** The plan that was chosen on the pricing page; it is paid after sign-up. */
export function CarriedPlan({ search }: { search: URLSearchParams }) {
  const plan = search.get("plan") ?? "";
  const yearly = search.get("interval") === "year";
  return (
    <p>
      You chose {plan.charAt(0).toUpperCase() + plan.slice(1)}, paid per {yearly ? "year" : "month"}. Payment is the
      next step.{" "}
      <a className={linkClass} href={yearly ? "/pricing?billing=annual" : "/pricing"}>
        Change
      </a>
    </p>
  );
}

import { type ButtonLook, buttonClass } from "~/components/ui/button";

/** The one primary action of the site, under the same words everywhere. */
export function GetKey({ size = "lg" }: Pick<ButtonLook, "size">) {
  return (
    <a className={buttonClass({ look: "primary", size }, "text-base sm:text-md")} href="/app/signup">
      Get an API key
    </a>
  );
}

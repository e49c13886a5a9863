import { type ButtonLook, buttonClass } from "~/components/ui/button";

/** The one primary action of the site, under the same words everywhere; in the bar it steps back for the page's own. */
export function GetKey({ size = "lg", look = "primary" }: ButtonLook) {
  return (
    <a className={buttonClass({ look, size }, "text-base sm:text-md")} href="/app/signup">
      Get an API key
    </a>
  );
}

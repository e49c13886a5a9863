import { copyText } from "~/lib/copy";
import { all } from "./reveal";

export function copying() {
  for (const button of all<HTMLButtonElement>("[data-copy]")) {
    const caption = button.textContent;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy ?? "");
      const copied = await copyText(source?.textContent ?? "");
      button.textContent = copied ? "Copied" : "Select the text to copy it";
      setTimeout(() => {
        button.textContent = caption;
      }, 2_000);
    });
  }
}

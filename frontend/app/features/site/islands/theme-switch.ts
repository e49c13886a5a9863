import { all } from "./reveal";

const order = ["system", "light", "dark"];

export function themeSwitch() {
  for (const button of all<HTMLButtonElement>("[data-theme-switch]")) {
    say(button);
    button.addEventListener("click", () => {
      choose(order[(order.indexOf(current()) + 1) % order.length] ?? "system");
      say(button);
    });
  }
}

function current(): string {
  return document.documentElement.dataset.theme ?? "system";
}

function choose(theme: string) {
  if (theme === "system") {
    localStorage.removeItem("sota-theme");
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem("sota-theme", theme);
    document.documentElement.dataset.theme = theme;
  }
}

function say(button: HTMLButtonElement) {
  button.textContent = `Theme: ${current()}`;
}

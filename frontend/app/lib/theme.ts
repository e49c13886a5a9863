import { create } from "zustand";

export const themes = ["light", "dark", "system"] as const;
export type Theme = (typeof themes)[number];

const stored = "sota-theme";

/** The light or dark that the user chose; the tiny script in the head has already put it on the page. */
export const useTheme = create<{ theme: Theme }>(() => ({ theme: current() }));

export function setTheme(theme: Theme) {
  if (theme === "system") {
    localStorage.removeItem(stored);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(stored, theme);
    document.documentElement.dataset.theme = theme;
  }
  useTheme.setState({ theme });
}

function current(): Theme {
  const chosen = typeof document === "undefined" ? undefined : document.documentElement.dataset.theme;
  return themes.find((theme) => theme === chosen) ?? "system";
}

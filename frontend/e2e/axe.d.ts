interface Window {
  axe: typeof import("axe-core");
}

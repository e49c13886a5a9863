import { all } from "./reveal";

/** Monthly or annual stands in the address (?billing=annual); the cells of both are in the page, one set shows. */
export function billing() {
  const [control] = all<HTMLFieldSetElement>("[data-billing]");
  if (control === undefined) {
    return;
  }
  const annual = new URLSearchParams(location.search).get("billing") === "annual";
  for (const input of control.querySelectorAll("input")) {
    input.checked = input.value === (annual ? "annual" : "monthly");
    input.addEventListener("change", () => show(input.value === "annual", true));
  }
  show(annual, false);
}

function show(annual: boolean, chosen: boolean) {
  for (const cell of document.querySelectorAll<HTMLElement>("[data-when]")) {
    cell.hidden = (cell.dataset.when === "annual") !== annual;
  }
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-plan]")) {
    const address = new URL(link.href);
    address.searchParams.set("interval", annual ? "year" : "month");
    link.href = address.href;
  }
  const status = document.querySelector("[data-billing-status]");
  if (chosen && status !== null) {
    history.replaceState(null, "", annual ? "?billing=annual" : location.pathname);
    status.textContent = annual ? "Prices per year are shown." : "Prices per month are shown.";
  }
}

import { all } from "./reveal";

/** Cases a month in, the smallest plan that holds them out. The plans' calls are read from the page's own cells. */
export function estimator() {
  const [form] = all<HTMLFormElement>("[data-estimator]");
  const input = form?.querySelector("input");
  const answer = form?.querySelector("output");
  if (!form || !input || !answer) {
    return;
  }
  const perCall = Number(form.dataset.estimator);
  const plans = [...document.querySelectorAll<HTMLTableCellElement>("th[data-plan-name]")].map((head) => ({
    name: head.dataset.planName ?? "",
    calls: Number(document.querySelector(`data[data-calls="${head.id}"]`)?.getAttribute("value")),
  }));
  const say = () => {
    const calls = Math.ceil(Math.max(input.valueAsNumber || 0, 0) / perCall);
    const fits = plans.find((plan) => plan.calls >= calls);
    answer.textContent = `${calls.toLocaleString("en-US")} ${calls === 1 ? "call" : "calls"} a month: ${
      fits ? `${fits.name} holds them.` : "more than any plan holds today."
    }`;
  };
  input.addEventListener("input", say);
  form.addEventListener("submit", (event) => event.preventDefault());
  say();
}

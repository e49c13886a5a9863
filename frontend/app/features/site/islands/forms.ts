import { api } from "~/lib/api";
import { createIntent } from "~/lib/intent";
import { ApiProblem, explain } from "~/lib/problem";

const report = document.querySelector<HTMLElement>("[data-form=report]");
const unfreeze = document.querySelector<HTMLElement>("[data-form=unfreeze]");
if (report !== null) {
  reporting(report);
}
if (unfreeze !== null) {
  unfreezing(unfreeze);
}

/** The secret is in its field and in the body of the request, and nowhere else. */
function reporting(section: HTMLElement) {
  const input = section.querySelector("input");
  const wrong = section.querySelector("[data-wrong]");
  const once = createIntent();
  const say = (words: string) => {
    input?.setAttribute("aria-invalid", String(words !== ""));
    wrong?.replaceChildren(words);
  };
  const clear = () => {
    if (input !== null) {
      input.value = "";
    }
  };
  form(section, async () => {
    const secret = input?.value.trim() ?? "";
    say(secret === "" ? "Paste the key first." : "");
    if (secret === "") {
      input?.focus();
      return;
    }
    await once(secret, (idempotencyKey) => api.post("/v1/keys/report", { body: { secret }, idempotencyKey }));
    clear();
    show(section, "done");
  });
  section.querySelector("[data-again]")?.addEventListener("click", () => {
    show(section, "ready");
    input?.focus();
  });
  // Going back to this page must not show it again.
  addEventListener("pagehide", clear);
  show(section, "ready");
}

function unfreezing(section: HTMLElement) {
  const token = new URLSearchParams(location.search).get("token") ?? "";
  if (token === "") {
    refuse(section, "The address lacks its token. Open the link again from the mail, or copy the whole address.", null);
    return;
  }
  const once = createIntent();
  form(section, async () => {
    try {
      const key = await once(token, (idempotencyKey) =>
        api.post("/v1/keys/unfreeze", { body: { token }, idempotencyKey }),
      );
      put(section, "[data-name]", key.name);
      put(section, "[data-hint]", key.hint);
      show(section, "done");
      history.replaceState(null, "", location.pathname);
    } catch (error) {
      // Waiting mends a limit; nothing mends a link that is over.
      if (!(error instanceof ApiProblem) || error.isPassing || error.status === 429) {
        throw error;
      }
      refuse(section, error.detail, error.requestId);
    }
  });
  show(section, "ready");
}

/** Sends when the form is sent, one at a time, and shows what went wrong above its button. */
function form(section: HTMLElement, send: () => Promise<void>) {
  let busy = false;
  section.querySelector("form")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) {
      return;
    }
    busy = true;
    mark(section, true);
    try {
      await send();
      hide(section, "failed");
    } catch (error) {
      const { detail, requestId } = explain(error);
      const failed = section.querySelector<HTMLElement>("[data-failed]");
      if (failed !== null) {
        tell(failed, detail, requestId);
        const retry = failed.querySelector<HTMLElement>("[data-retry]");
        retry?.toggleAttribute("hidden", error instanceof ApiProblem && error.status === 422);
        failed.hidden = false;
      }
    } finally {
      busy = false;
      mark(section, false);
    }
  });
}

function mark(section: HTMLElement, busy: boolean) {
  for (const button of section.querySelectorAll("button[type=submit]")) {
    button.setAttribute("aria-busy", String(busy));
    button.classList.toggle("opacity-70", busy);
    if (busy) {
      button.setAttribute("aria-disabled", "true");
    } else {
      button.removeAttribute("aria-disabled");
    }
  }
}

function refuse(section: HTMLElement, detail: string, requestId: string | null) {
  const refused = section.querySelector<HTMLElement>("[data-refused]");
  if (refused !== null) {
    tell(refused, detail, requestId);
    show(section, "refused");
  }
}

function tell(place: HTMLElement, detail: string, requestId: string | null) {
  put(place, "[data-detail]", detail);
  put(place, "[data-request] code", requestId ?? "");
  place.querySelector("[data-request]")?.toggleAttribute("hidden", requestId === null);
}

function put(place: HTMLElement, selector: string, words: string) {
  place.querySelector(selector)?.replaceChildren(words);
}

function hide(section: HTMLElement, state: string) {
  section.querySelector(`[data-${state}]`)?.toggleAttribute("hidden", true);
}

/** One of the states that the page holds; the focus goes to its heading, because what had it is gone. */
function show(section: HTMLElement, state: "ready" | "done" | "refused") {
  for (const each of ["ready", "done", "refused"]) {
    section.querySelector(`[data-${each}]`)?.toggleAttribute("hidden", each !== state);
  }
  if (state !== "ready") {
    section.querySelector<HTMLElement>(`[data-${state}] [data-heading]`)?.focus();
  }
}

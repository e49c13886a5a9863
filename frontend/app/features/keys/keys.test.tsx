// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { ApiKey } from "~/lib/contract";
import { newKey } from "./key-form";
import { KeyTable } from "./key-table";
import { RevealDialog } from "./reveal-dialog";

const secret = "sota_live_0123456789abcdefghijABCDEFGHIJ01234567";

const key: ApiKey = {
  id: "key_01jd8z4m6t3v5w7x9y2a4c6e8g",
  name: "Production",
  environment: "live",
  hint: "sota_live_…4567",
  scopes: ["tools"],
  ip_allow_list: [],
  monthly_cap: null,
  rate_per_minute: null,
  burst: null,
  freeze_on_abnormal_use: true,
  status: "active",
  created_at: "2026-11-22T12:00:00.000Z",
  created_by: null,
  last_used_at: null,
  expires_at: null,
  frozen_at: null,
  frozen_by: null,
  revoked_at: null,
  ended_by: null,
};

afterEach(cleanup);

test("the list offers nothing to copy: all it knows is the hint", () => {
  render(<KeyTable fresh={null} keys={[key]} onAct={vi.fn()} />);

  expect(screen.getByText(key.hint)).toBeTruthy();
  expect(screen.queryByRole("button", { name: /copy/i })).toBeNull();
});

test("every copy button of a new key copies the whole secret, never the hint", async () => {
  const user = userEvent.setup();
  render(<RevealDialog issued={{ key, secret }} onClose={vi.fn()} />);

  await user.click(screen.getByRole("button", { name: "Copy key" }));
  expect(await navigator.clipboard.readText()).toBe(secret);

  await user.click(screen.getByRole("button", { name: "Copy .env example" }));
  expect(await navigator.clipboard.readText()).toBe(`SOTA_KEY=${secret}`);
});

test("an uncopied key is closed only by a second, deliberate step", async () => {
  const user = userEvent.setup();
  const onClose = vi.fn();
  render(<RevealDialog issued={{ key, secret }} onClose={onClose} />);

  await user.click(screen.getByRole("button", { name: "Close" }));
  expect(onClose).not.toHaveBeenCalled();

  await user.click(screen.getByRole("button", { name: "Close without copying" }));
  expect(onClose).toHaveBeenCalledOnce();
});

test("a copied key is closed at once", async () => {
  const user = userEvent.setup();
  const onClose = vi.fn();
  render(<RevealDialog issued={{ key, secret }} onClose={onClose} />);

  await user.click(screen.getByRole("button", { name: "Copy key" }));
  await user.click(screen.getByRole("button", { name: "I have stored it" }));

  expect(onClose).toHaveBeenCalledOnce();
});

test("a viewer gets no actions", () => {
  render(<KeyTable fresh={null} keys={[key]} onAct={undefined} />);

  expect(screen.queryByRole("button", { name: /Actions/ })).toBeNull();
});

test("a key that used its cap up says so, and only once that is known", () => {
  const capped = { ...key, monthly_cap: 1_000 };
  const { rerender } = render(<KeyTable fresh={null} keys={[capped]} onAct={undefined} />);
  expect(screen.getByText("Active")).toBeTruthy();

  rerender(<KeyTable calls={new Map([[key.id, 999]])} fresh={null} keys={[capped]} onAct={undefined} />);
  expect(screen.getByText("Active")).toBeTruthy();

  rerender(<KeyTable calls={new Map([[key.id, 1_000]])} fresh={null} keys={[capped]} onAct={undefined} />);
  expect(screen.getByText("Cap reached")).toBeTruthy();
  expect(screen.queryByText("Active")).toBeNull();
});

test("a frozen key can be unfrozen; one that ended offers nothing", async () => {
  const user = userEvent.setup();
  const onAct = vi.fn();
  const frozen: ApiKey = { ...key, status: "frozen", frozen_by: "abnormal_use" };
  const { rerender } = render(<KeyTable fresh={null} keys={[frozen]} onAct={onAct} />);

  expect(screen.getByText("unusual use")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Actions for Production" }));
  await user.click(await screen.findByRole("menuitem", { name: "Unfreeze" }));
  expect(onAct).toHaveBeenCalledWith("freeze", frozen);

  rerender(<KeyTable fresh={null} keys={[{ ...key, status: "revoked" }]} onAct={onAct} />);
  expect(screen.queryByRole("button", { name: /Actions/ })).toBeNull();
});

test("sending the form twice within a day is one and the same request", () => {
  const fields = { name: "CI", environment: "test", scopes: ["tools"], expiry: "30" } as const;
  const form = { ...fields, scopes: [...fields.scopes] };

  const morning = newKey(form, Date.parse("2026-11-22T08:00:00Z"));
  const evening = newKey(form, Date.parse("2026-11-22T20:00:00Z"));

  expect(morning).toEqual(evening);
  expect(morning.expires_at).toBe("2026-12-23T00:00:00.000Z");
});

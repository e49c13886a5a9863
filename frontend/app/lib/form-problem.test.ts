import { expect, test, vi } from "vitest";
import { showOnFields } from "./form-problem";
import { ApiProblem } from "./problem";

const problem = (...pointers: string[]) =>
  new ApiProblem({
    status: 422,
    code: "invalid_parameter",
    detail: "",
    requestId: null,
    errors: pointers.map((pointer) => ({ pointer, detail: "is easy to guess" })),
  });

test("each complaint stands beside its field, however its pointer is written", () => {
  const setError = vi.fn();

  expect(showOnFields(problem("/password", "#/email"), setError, ["email", "password"])).toBe(true);

  expect(setError).toHaveBeenCalledWith(
    "password",
    { type: "server", message: "Is easy to guess." },
    expect.anything(),
  );
  expect(setError).toHaveBeenCalledWith("email", expect.anything(), expect.anything());
});

test("a complaint about no field of the form is left for the form to show", () => {
  expect(showOnFields(problem("/plan"), vi.fn(), ["email"])).toBe(false);
  expect(showOnFields(new Error("no problem"), vi.fn(), ["email"])).toBe(false);
});

test("complaints about entries of a list stand together beside the list, counted as a person counts", () => {
  const setError = vi.fn();

  expect(showOnFields(problem("/ip_allow_list/0", "/ip_allow_list/2"), setError, ["ip_allow_list"])).toBe(true);

  expect(setError).toHaveBeenCalledOnce();
  expect(setError).toHaveBeenCalledWith(
    "ip_allow_list",
    { type: "server", message: "Entry 1 is easy to guess. Entry 3 is easy to guess." },
    expect.anything(),
  );
});

import { expect, test } from "vitest";
import { ApiProblem, explain, hasCode } from "./problem";

const body = {
  type: "https://host/docs/errors/invalid_parameter",
  title: "A parameter is not valid",
  status: 422,
  detail: "name must not be blank.",
  instance: "/requests/req_1",
  code: "invalid_parameter",
  request_id: "req_1",
  errors: [{ pointer: "/name", detail: "must not be blank" }, { nonsense: true }],
};

const answer = (text: string, status = 422) => new Response(text, { status, headers: { "Request-Id": "req_header" } });

test("a problem document becomes a typed error with all its field errors", async () => {
  const problem = await ApiProblem.of(answer(JSON.stringify(body)));

  expect(problem).toMatchObject({ code: "invalid_parameter", status: 422, requestId: "req_1" });
  expect(problem.errors).toEqual([{ pointer: "/name", detail: "must not be blank" }]);
  expect(hasCode(problem, "not_found", "invalid_parameter")).toBe(true);
});

test.each(["<html>Bad gateway</html>", "", "null", "[]", '{"message":"no"}'])(
  "what is no problem document still gives an error with the request id: %s",
  async (text) => {
    const problem = await ApiProblem.of(answer(text, 502));

    expect(problem).toMatchObject({ code: "unreadable", status: 502, requestId: "req_header", isPassing: true });
    expect(explain(problem).detail).toContain("502");
  },
);

test("an error of the page itself has words too, and no request id", () => {
  expect(explain(new TypeError("x is undefined"))).toEqual({
    detail: expect.stringContaining("Reload"),
    requestId: null,
  });
});

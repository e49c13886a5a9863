import { beforeEach, expect, test, vi } from "vitest";
import { api, callWithKey } from "./api";
import { markSessionStarted, session } from "./session";

type Handler = (request: Request) => Response | Promise<Response>;

const seen: Request[] = [];

/** Stands in for the server; the order of what it saw is in `seen`. */
function server(handler: Handler) {
  seen.length = 0;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    const request = new Request(new URL(path, "http://localhost"), init);
    seen.push(request);
    return handler(request);
  });
}

const expired = () =>
  Response.json({ code: "session_expired", detail: "The session is over.", request_id: "req_1" }, { status: 401 });
const paths = () => seen.map(({ method, url }) => `${method} ${new URL(url).pathname}`);

beforeEach(() => markSessionStarted());

test("the account, the query and the key of an intent go where the contract says", async () => {
  server(() => Response.json({ data: [], has_more: false, next_cursor: null }));

  await api.get("/v1/keys", { account: "acc_1", query: { limit: 5, cursor: undefined } });
  await api.post("/v1/keys", { account: "acc_1", idempotencyKey: "once", body: { name: "CI", environment: "test" } });
  await api.get("/v1/keys/{id}", { path: { id: "key/1" } });

  expect(seen[0]?.url).toBe("http://localhost/v1/keys?limit=5");
  expect(seen[0]?.headers.get("Sota-Account")).toBe("acc_1");
  expect(seen[1]?.headers.get("Idempotency-Key")).toBe("once");
  expect(await seen[1]?.json()).toEqual({ name: "CI", environment: "test" });
  expect(seen[2]?.url).toBe("http://localhost/v1/keys/key%2F1");
});

test("requests that meet the end of a session together trade the refresh token once", async () => {
  let fresh = false;
  server(({ url }) => {
    if (url.endsWith("/v1/auth/refresh")) {
      fresh = true;
      return Response.json({});
    }
    return fresh ? Response.json({ status: "ok" }) : expired();
  });

  await Promise.all([api.get("/v1/me"), api.get("/v1/plans"), api.get("/v1/keys"), api.get("/v1/invoices")]);

  expect(paths().filter((path) => path === "POST /v1/auth/refresh")).toHaveLength(1);
  expect(session.getState().ended).toBe(false);
});

test("another tab has refreshed meanwhile: the request is sent again, the token is not traded", async () => {
  let asked = 0;
  server(() => (asked++ === 0 ? expired() : Response.json({})));

  await api.get("/v1/me");

  expect(paths()).toEqual(["GET /v1/me", "GET /v1/me"]);
});

test("a refused refresh ends the session for the page, and the request fails with the reason", async () => {
  server(expired);

  await expect(api.get("/v1/me")).rejects.toMatchObject({ code: "session_expired" });

  expect(session.getState().ended).toBe(true);
});

test("a server that is away does not end the session", async () => {
  server(({ url }) => {
    if (url.endsWith("/v1/auth/refresh")) {
      throw new TypeError("Failed to fetch");
    }
    return expired();
  });

  await expect(api.get("/v1/me")).rejects.toMatchObject({ code: "unreachable", status: 0 });

  expect(session.getState().ended).toBe(false);
});

test("a wrong password is not a session that ended", async () => {
  server(() => Response.json({ code: "email_or_password_wrong", detail: "Wrong." }, { status: 401 }));

  await expect(api.post("/v1/auth/login", { body: { email: "a@b.c", password: "x" } })).rejects.toMatchObject({
    code: "email_or_password_wrong",
  });

  expect(paths()).toEqual(["POST /v1/auth/login"]);
});

test("an answer without a body is no error", async () => {
  server(() => new Response(null, { status: 204 }));

  await expect(api.post("/v1/auth/logout")).resolves.toBeNull();
});

test("a call with a key carries the key and not the session", async () => {
  server(() => new Response('{"at":"now"}', { status: 200, headers: { RateLimit: '"minute";r=9;t=6' } }));

  const exchange = await callWithKey({ method: "GET", path: "/v1/echo" }, "sota_test_x");

  expect(seen[0]?.headers.get("Authorization")).toBe("Bearer sota_test_x");
  expect(seen[0]?.credentials).toBe("omit");
  expect(exchange).toMatchObject({ status: 200, body: '{"at":"now"}' });
  expect(exchange.headers).toContainEqual(["ratelimit", '"minute";r=9;t=6']);
});

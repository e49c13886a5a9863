import type { paths } from "./api.gen";
import { inTurn } from "./in-turn";
import { ApiProblem, hasCode } from "./problem";
import { markSessionEnded } from "./session";

type Method = "get" | "post" | "put" | "patch" | "delete";

type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P][M] extends { responses: unknown } ? P : never;
}[keyof paths];

type PathParameters<O> = O extends { parameters: { path: infer P } } ? P : undefined;
type Query<O> = O extends { parameters: { query?: infer Q } } ? Q : undefined;
type RequestBody<O> = O extends { requestBody: { content: { "application/json": infer B } } } ? B : undefined;

type JsonOf<R> = R extends { content: { "application/json": infer J } } ? J : undefined;
type Success<R> = { [S in keyof R]: S extends 200 | 201 | 202 | 204 ? JsonOf<R[S]> : never }[keyof R];
type Answer<O> = O extends { responses: infer R } ? Listed<Success<R>> : never;

/** The contract writes a list as "a page, whose data are keys"; as a type that is an array crossed with an array. */
type Listed<T> = T extends { data: readonly unknown[]; has_more: boolean; next_cursor: string | null }
  ? { data: T["data"][number][]; has_more: boolean; next_cursor: string | null }
  : T;

type Optionally<Name extends string, T> = [T] extends [undefined] ? { [K in Name]?: undefined } : { [K in Name]: T };

export type Options<O> = Optionally<"path", PathParameters<O>> &
  Optionally<"body", RequestBody<O>> & {
    query?: Query<O>;
    account?: string;
    idempotencyKey?: string;
    /** The version that was seen: the change is refused when there is another one by now. */
    ifMatch?: string;
    signal?: AbortSignal;
  };

type Arguments<O> = object extends Options<O> ? [options?: Options<O>] : [options: Options<O>];

interface Untyped {
  path?: Record<string, string> | undefined;
  query?: Record<string, unknown> | undefined;
  body?: unknown;
  account?: string | undefined;
  idempotencyKey?: string | undefined;
  ifMatch?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** Something with the name of the version it is in. */
export interface Versioned<T> {
  data: T;
  etag: string;
}

/** The API as `openapi.yaml` describes it. Every request of the dashboard passes here. */
export const api = {
  get: <P extends PathOf<"get">>(path: P, ...[options]: Arguments<paths[P]["get"]>) =>
    call("GET", path, options, parsed<Answer<paths[P]["get"]>>),
  getVersioned: <P extends PathOf<"get">>(path: P, ...[options]: Arguments<paths[P]["get"]>) =>
    call("GET", path, options, versioned<Answer<paths[P]["get"]>>),
  post: <P extends PathOf<"post">>(path: P, ...[options]: Arguments<paths[P]["post"]>) =>
    call("POST", path, options, parsed<Answer<paths[P]["post"]>>),
  put: <P extends PathOf<"put">>(path: P, ...[options]: Arguments<paths[P]["put"]>) =>
    call("PUT", path, options, parsed<Answer<paths[P]["put"]>>),
  patch: <P extends PathOf<"patch">>(path: P, ...[options]: Arguments<paths[P]["patch"]>) =>
    call("PATCH", path, options, parsed<Answer<paths[P]["patch"]>>),
  delete: <P extends PathOf<"delete">>(path: P, ...[options]: Arguments<paths[P]["delete"]>) =>
    call("DELETE", path, options, parsed<Answer<paths[P]["delete"]>>),
};

type Read<T> = (response: Response) => Promise<T>;

async function call<T>(method: string, path: string, options: Untyped = {}, read: Read<T>): Promise<T> {
  const send = () => attempt(method, path, options, read);
  try {
    return await send();
  } catch (problem) {
    if (path.startsWith("/v1/auth/") || !isOver(problem)) {
      throw problem;
    }
    return inTurn("sota-session", () => withFreshSession(send));
  }
}

/** A refresh token works once, so only one request of all tabs may trade it; those that waited find a new session. */
async function withFreshSession<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (problem) {
    if (!isOver(problem)) {
      throw problem;
    }
  }
  try {
    await attempt("POST", "/v1/auth/refresh", {}, parsed);
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status === 401) {
      markSessionEnded();
    }
    throw problem;
  }
  return send();
}

function isOver(problem: unknown): boolean {
  return hasCode(problem, "unauthenticated", "session_expired");
}

async function attempt<T>(method: string, path: string, options: Untyped, read: Read<T>): Promise<T> {
  const response = await reach(address(path, options), {
    method,
    headers: headers(options),
    body: options.body === undefined ? null : JSON.stringify(options.body),
    credentials: "same-origin",
    signal: options.signal ?? null,
  });
  if (!response.ok) {
    throw await ApiProblem.of(response);
  }
  return read(response);
}

async function parsed<T>(response: Response): Promise<T> {
  // A 202 and a 204 have no body, and nobody reads one there.
  const text = await response.text();
  return JSON.parse(text === "" ? "null" : text);
}

async function versioned<T>(response: Response): Promise<Versioned<T>> {
  return { data: await parsed<T>(response), etag: response.headers.get("ETag") ?? "*" };
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === "AbortError") {
      throw failure;
    }
    throw ApiProblem.unreachable();
  }
}

function headers({ account, body, idempotencyKey, ifMatch }: Untyped): Headers {
  const headers = new Headers({ Accept: "application/json" });
  if (body !== undefined) {
    headers.set("Content-Type", "application/json");
  }
  if (account !== undefined) {
    headers.set("Sota-Account", account);
  }
  if (idempotencyKey !== undefined) {
    headers.set("Idempotency-Key", idempotencyKey);
  }
  if (ifMatch !== undefined) {
    headers.set("If-Match", ifMatch);
  }
  return headers;
}

function address(template: string, { path = {}, query = {} }: Untyped): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ""));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) {
      search.set(name, String(value));
    }
  }
  return search.size === 0 ? filled : `${filled}?${search}`;
}

export interface Exchange {
  status: number;
  milliseconds: number;
  headers: [name: string, value: string][];
  body: string;
}

/** The request a customer's program would make: with the key, without the session. */
export async function callWithKey(
  request: { method: string; path: string; body?: string },
  secret: string,
): Promise<Exchange> {
  const started = performance.now();
  const response = await reach(request.path, {
    method: request.method,
    credentials: "omit",
    headers: {
      Authorization: `Bearer ${secret}`,
      ...(request.body === undefined ? {} : { "Content-Type": "application/json" }),
    },
    body: request.body ?? null,
  });
  const body = await response.text();
  const milliseconds = Math.round(performance.now() - started);
  return { status: response.status, milliseconds, headers: [...response.headers], body };
}

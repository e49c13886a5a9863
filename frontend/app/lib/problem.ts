export interface FieldProblem {
  pointer: string;
  detail: string;
}

interface ProblemFields {
  code: string;
  status: number;
  detail: string;
  requestId: string | null;
  errors: FieldProblem[];
  /** Where to pay what keeps the request from passing. */
  payUrl?: string | null;
}

/** What the API answered instead of what was asked for (RFC 9457). Told apart by `code`, never by its words. */
export class ApiProblem extends Error implements ProblemFields {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly requestId: string | null;
  readonly errors: FieldProblem[];
  readonly payUrl: string | null;

  constructor(fields: ProblemFields) {
    super(fields.detail);
    this.name = "ApiProblem";
    this.code = fields.code;
    this.status = fields.status;
    this.detail = fields.detail;
    this.requestId = fields.requestId;
    this.errors = fields.errors;
    this.payUrl = fields.payUrl ?? null;
  }

  /** The same request may pass a moment later: nothing about it was judged. */
  get isPassing(): boolean {
    return this.status === 0 || this.status >= 500;
  }

  static async of(response: Response): Promise<ApiProblem> {
    const requestId = response.headers.get("Request-Id");
    const body = asRecord(await response.json().catch(() => null));
    if (typeof body.code !== "string" || typeof body.detail !== "string") {
      return unreadable(response.status, requestId);
    }
    return new ApiProblem({
      code: body.code,
      status: response.status,
      detail: body.detail,
      requestId: typeof body.request_id === "string" ? body.request_id : requestId,
      errors: Array.isArray(body.errors) ? body.errors.flatMap(fieldProblem) : [],
      payUrl: typeof body.pay_url === "string" ? body.pay_url : null,
    });
  }

  static unreachable(): ApiProblem {
    return new ApiProblem({
      code: "unreachable",
      status: 0,
      detail: "The server did not answer. Check your connection, then try again.",
      requestId: null,
      errors: [],
    });
  }
}

export function hasCode(error: unknown, ...codes: string[]): error is ApiProblem {
  return error instanceof ApiProblem && codes.includes(error.code);
}

/** An error of any kind in words for a person, with the id to quote when there is one. */
export function explain(error: unknown): { detail: string; requestId: string | null } {
  return error instanceof ApiProblem
    ? { detail: error.detail, requestId: error.requestId }
    : { detail: "This page met an error it does not know. Reload it, then try again.", requestId: null };
}

function unreadable(status: number, requestId: string | null): ApiProblem {
  return new ApiProblem({
    code: "unreadable",
    status,
    detail: `The server answered with status ${status} and no explanation. Try again in a moment.`,
    requestId,
    errors: [],
  });
}

function fieldProblem(value: unknown): FieldProblem[] {
  const { pointer, detail } = asRecord(value);
  return typeof pointer === "string" && typeof detail === "string" ? [{ pointer, detail }] : [];
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

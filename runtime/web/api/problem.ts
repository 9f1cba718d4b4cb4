import type { Issue } from "@safeloop/engine";

/** The body of a refused request (`application/problem+json`, RFC 9457). */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string; // already in the reader's language
  readonly params?: { readonly [name: string]: unknown };
  readonly issues?: readonly Issue[];
  readonly ref?: string;
  readonly present?: unknown; // 409: the state as it is now
}

/** A request the server refused, or one that never reached it (`status` 0, code `OFFLINE`). */
export class ApiProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = "ApiProblem";
  }
  get status(): number {
    return this.problem.status;
  }
  get code(): string {
    return this.problem.code;
  }
  get isOffline(): boolean {
    return this.problem.status === 0;
  }
}

/** The problem inside whatever was thrown; anything unforeseen becomes a `CLIENT_FAULT`. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof ApiProblem) return thrown.problem;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return { status: -1, code: "CLIENT_FAULT", title: "CLIENT_FAULT", detail };
}

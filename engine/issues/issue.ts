import { type ErrorCode, errorCodes } from "./codes/index.ts";
import type { Locale } from "../model/text.ts";
import { nounInChinese } from "./nouns.ts";
import type { CodeRow } from "./table.ts";

export type IssueParams = { readonly [name: string]: string | number | boolean | readonly string[] };

/**
 * A problem in data, returned and never thrown. `path` is a JSON Pointer
 * (RFC 6901) into the checked value; the message is made where it is shown.
 */
export interface Issue {
  readonly code: ErrorCode;
  readonly path: string;
  readonly severity: "error" | "warning";
  readonly params: IssueParams;
}

/** Builds an error Issue. */
export function issue(code: ErrorCode, path: string, params: IssueParams = {}): Issue {
  return { code, path, severity: "error", params };
}

/** Builds a warning Issue: shown, but blocks nothing. */
export function warning(code: ErrorCode, path: string, params: IssueParams = {}): Issue {
  return { code, path, severity: "warning", params };
}

/** The sentence of a code in the reader's language, with its parameters filled in. */
export function messageOf(code: ErrorCode, params: IssueParams, locale: Locale): string {
  const row: CodeRow = errorCodes[code];
  const template = locale === "en" ? row.en : row.zh;
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    // A parameter may come in both languages (`nodeZh`, `nodeEn`); the plain one serves either.
    const value = paramOf(params, name + (locale === "en" ? "En" : "Zh")) ?? paramOf(params, name);
    if (name === "what" && locale !== "en" && typeof value === "string") return nounInChinese(value);
    return Array.isArray(value) ? value.join("、") : String(value ?? "");
  });
}

function paramOf(params: IssueParams, name: string): IssueParams[string] | undefined {
  return Object.prototype.hasOwnProperty.call(params, name) ? params[name] : undefined;
}

/** True when nothing in the list blocks. */
export function isClean(issues: readonly Issue[]): boolean {
  return issues.every((one) => one.severity !== "error");
}

/** A refusal: thrown only by the runtime, to leave a request with a code. */
export class Refusal extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly params: IssueParams = {},
    readonly issues: readonly Issue[] = [],
  ) {
    super(code);
    this.name = "Refusal";
  }
}

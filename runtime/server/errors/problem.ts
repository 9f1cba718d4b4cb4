import { type ErrorCode, errorCodes, type Issue, type IssueParams, messageOf, Refusal } from "@safeloop/engine";
import { StorageFault } from "../storage/storageFault.ts";

export type Locale = "zh-CN" | "en";

/** The body of every refusal (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail: string;
  readonly params: IssueParams;
  readonly issues?: readonly (Issue & { readonly message: string })[];
  readonly issuesTotal?: number; // when more than were sent
  readonly ref?: string;
}

/** A reply can hold this many Issues; a body can cause millions. */
const maxIssues = 100;

/** The first language of `Accept-Language` that we ship; Chinese by default. */
export function localeOf(header: string | undefined): Locale {
  for (const part of (header ?? "").split(",", 10)) {
    const tag = part.split(";")[0]?.trim().toLowerCase() ?? "";
    if (tag === "zh" || tag.startsWith("zh-")) return "zh-CN";
    if (tag === "en" || tag.startsWith("en-")) return "en";
  }
  return "zh-CN";
}

/** The problem of a refusal in the caller's language. */
export function problemOf(refusal: Refusal, locale: Locale): Problem {
  const { code, params, issues } = refusal;
  const shown = issues.slice(0, maxIssues).map((one) => ({ ...one, message: messageOf(one.code, one.params, locale) }));
  return {
    type: `/docs/errors#${code}`,
    title: code,
    status: errorCodes[code].status,
    code,
    detail: messageOf(code, params, locale),
    params,
    ...(shown.length > 0 ? { issues: shown } : {}),
    ...(issues.length > maxIssues ? { issuesTotal: issues.length } : {}),
    ...(typeof params["ref"] === "string" ? { ref: params["ref"] } : {}),
  };
}

/** Fastify's own refusals (body limit, broken JSON, media type) in our codes. */
function refusalOfFastify(code: string, limit: number): Refusal | undefined {
  switch (code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
    case "FST_REQ_FILE_TOO_LARGE":
      return new Refusal("REQUEST_TOO_LARGE", { limit });
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return new Refusal("REQUEST_TYPE", { got: "", expected: "application/json" });
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
    case "FST_ERR_CTP_INVALID_JSON_BODY":
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return new Refusal("REQUEST_JSON", { why: code === "FST_ERR_CTP_EMPTY_JSON_BODY" ? "empty body" : "not parseable" });
    case "FST_ERR_BAD_URL":
      return new Refusal("REQUEST_INVALID", { what: "URL" });
    default:
      return undefined;
  }
}

/**
 * The refusal of anything thrown. What is neither a refusal nor a known fault
 * becomes INTERNAL with a reference; the cause goes to the log, never to the caller.
 */
export function refusalOf(error: unknown, ref: string, limit = 1_048_576): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof StorageFault) return error.reason === "full" ? new Refusal("STORAGE_FULL") : new Refusal("STORAGE_UNAVAILABLE", { reason: error.reason });
  const code = (error as { readonly code?: unknown } | null)?.code;
  return (typeof code === "string" ? refusalOfFastify(code, limit) : undefined) ?? new Refusal("INTERNAL", { ref });
}

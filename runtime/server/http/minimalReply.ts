import type { RouteReply } from "../context.ts";

/** True when the caller wants to know only that it is done (RFC 7240). */
export function prefersMinimal(header: string | readonly string[] | undefined): boolean {
  return [header ?? ""].flat().some((one) => one.split(",").some((preference) => preference.trim().toLowerCase() === "return=minimal"));
}

/** The answer to such a caller. */
export const minimalReply: RouteReply = { status: 204, headers: { "preference-applied": "return=minimal" } };

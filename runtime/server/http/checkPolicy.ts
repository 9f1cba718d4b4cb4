import { Refusal } from "@safeloop/engine";
import type { FastifyRequest } from "fastify";
import type { Caller } from "../auth/caller.ts";
import type { Config } from "../config/config.ts";
import type { Route } from "../context.ts";

const writes = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** Origins a browser may send writes from: the public one, or the address it asked for. */
function isOwnOrigin(origin: string, request: FastifyRequest, config: Config): boolean {
  if (config.publicUrl !== undefined && origin === new URL(config.publicUrl).origin) return true;
  return origin === `${request.protocol}://${request.host}`;
}

/**
 * Cross-site writes: the cookie is SameSite=Lax, and on top a browser must
 * send our header (which needs a preflight we never allow) and its own origin.
 */
function checkCrossSite(caller: Caller, request: FastifyRequest, config: Config): void {
  const origin = request.headers.origin;
  if (origin !== undefined && !isOwnOrigin(origin, request, config)) throw new Refusal("CSRF_REFUSED", { why: "Origin" });
  if (request.headers["sec-fetch-site"] === "cross-site") throw new Refusal("CSRF_REFUSED", { why: "Sec-Fetch-Site" });
  if (caller.via === "session" && request.headers["x-safeloop"] !== "1") throw new Refusal("CSRF_REFUSED", { why: "X-Safeloop" });
}

/** Refuses a caller whom the route's policy does not let in. */
export function checkPolicy(route: Route, caller: Caller, request: FastifyRequest, config: Config): void {
  if (writes.has(route.method) && caller.via !== "token") checkCrossSite(caller, request, config);
  if (route.policy.kind === "public") return;
  if (caller.via === "anonymous") throw new Refusal("UNAUTHENTICATED");
  if (caller.mustChangePassword && !route.url.startsWith("/api/v1/session")) throw new Refusal("PASSWORD_CHANGE_REQUIRED");
  if (route.policy.kind === "session") {
    // A token stands for no person: what only a signed-in person may do stays closed to it.
    if (caller.via !== "session") throw new Refusal("FORBIDDEN", { permission: "session" });
    return;
  }
  if (!caller.actor.permissions.has(route.policy.permission)) throw new Refusal("FORBIDDEN", { permission: route.policy.permission });
}

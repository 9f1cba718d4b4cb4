import { Refusal } from "@safeloop/engine";
import type { FastifyRequest } from "fastify";
import type { Clock, ServerContext, Store } from "../context.ts";
import { permissionsOf } from "../people/rolePermissions.ts";
import type { Authenticate, Caller } from "./caller.ts";
import { secretHash } from "./secret.ts";
import { sessionCookie, type Sessions } from "./sessions.ts";
import { tokensOf } from "./tokens.ts";

/** One cookie out of a Cookie header. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

function anonymous(request: FastifyRequest): Caller {
  return { via: "anonymous", actor: { id: "system", kind: "system", name: "", tenantId: "", orgId: "", permissions: new Set(), ip: request.ip } };
}

async function byToken(store: Store, clock: Clock, request: FastifyRequest, secret: string): Promise<Caller> {
  const token = await tokensOf(store).find(secretHash(secret));
  if (!token || (token.expiresAt !== null && clock.now() >= token.expiresAt)) throw new Refusal("UNAUTHENTICATED");
  const { id, title: name, tenantId, orgId, permissions } = token;
  return { via: "token", actor: { id, kind: "token", name, tenantId, orgId, permissions, ip: request.ip } };
}

/**
 * Finds out who sends a request: a bearer token, else the session cookie, else
 * nobody. A bad token is refused even on public routes; an ended session is nobody.
 */
export function authenticator(ctx: Pick<ServerContext, "store" | "clock" | "directory">, sessions: Sessions): Authenticate {
  return async (request) => {
    const authorization = request.headers.authorization;
    if (authorization !== undefined) {
      const token = /^Bearer (slt_[\w-]{20,100})$/.exec(authorization)?.[1];
      if (token === undefined) throw new Refusal("UNAUTHENTICATED");
      return byToken(ctx.store, ctx.clock, request, token);
    }
    const cookie = cookieOf(request.headers.cookie, sessionCookie);
    const session = cookie ? await sessions.find(cookie) : undefined;
    const person = session ? ctx.directory(session.tenant_id).person(session.person_id) : undefined;
    if (!session || person?.status !== "active") return anonymous(request);
    const permissions = permissionsOf(person.roles);
    return {
      via: "session",
      sessionHash: session.hash,
      mustChangePassword: session.must_change === 1,
      actor: { id: person.id, kind: "person", name: person.name, tenantId: person.tenantId, orgId: person.orgId, permissions, ip: request.ip },
    };
  };
}

import type { FastifyRequest } from "fastify";
import type { Config } from "../config/config.ts";
import type { RouteRequest } from "../context.ts";
import { absoluteMs, sessionCookie } from "./sessions.ts";

function header(config: Config, req: RouteRequest, value: string, maxAgeS: number): string {
  const secure = (req.raw as FastifyRequest).protocol === "https" || config.publicUrl?.startsWith("https:") === true;
  return `${sessionCookie}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeS}${secure ? "; Secure" : ""}`;
}

/** The Set-Cookie value of a new session. */
export function sessionCookieHeader(config: Config, req: RouteRequest, id: string): string {
  return header(config, req, id, absoluteMs / 1_000);
}

/** The Set-Cookie value that forgets the session. */
export function clearedCookie(config: Config, req: RouteRequest): string {
  return header(config, req, "", 0);
}

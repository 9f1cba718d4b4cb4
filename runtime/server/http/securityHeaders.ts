import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { Config } from "../config/config.ts";

/** A fresh nonce for one HTML response. */
export function newNonce(): string {
  return randomBytes(18).toString("base64");
}

/** The policy of our pages: own scripts only, styles by file or nonce, nothing inline, no eval, no frames. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

const apiPolicy = "default-src 'none'; frame-ancestors 'none'";

/** Headers of every response; a route that set its own keeps it. */
export function installSecurityHeaders(http: FastifyInstance, config: Config): void {
  const https = config.tls !== undefined || config.publicUrl?.startsWith("https:") === true;
  const headers: readonly (readonly [string, string])[] = [
    ["x-content-type-options", "nosniff"],
    ["referrer-policy", "same-origin"],
    ["x-frame-options", "DENY"],
    ["cross-origin-opener-policy", "same-origin"],
    ["cross-origin-resource-policy", "same-origin"],
    ["permissions-policy", "camera=(self), geolocation=(self), microphone=(self), payment=(), usb=()"],
    ["content-security-policy", apiPolicy],
    ...(https ? ([["strict-transport-security", "max-age=31536000"]] as const) : []),
  ];
  http.addHook("onSend", async (_request, reply) => {
    for (const [name, value] of headers) if (!reply.hasHeader(name)) void reply.header(name, value);
  });
}

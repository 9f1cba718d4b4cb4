import type { FastifyRequest } from "fastify";
import type { Actor } from "../context.ts";

/** Who sends a request, and how they proved it. */
export interface Caller {
  readonly actor: Actor;
  readonly via: "session" | "token" | "anonymous";
  readonly sessionHash?: string;
  readonly mustChangePassword?: boolean;
}

export type Authenticate = (request: FastifyRequest) => Promise<Caller>;

import type { SubmitBody } from "@safeloop/engine";
import type { Actor, ServerContext } from "../context.ts";
import { verifySigner } from "../instances/verifySigner.ts";
import type { Evidence } from "./submit.ts";

/** What comes with the act of submitting; a password or signature is verified here, before the unit. */
export async function evidenceOf(ctx: ServerContext, actor: Actor, given: Pick<SubmitBody, "comment" | "signature" | "gps" | "password">): Promise<Evidence> {
  const { comment, signature, gps, password } = given;
  const signed = await verifySigner(ctx, actor, { ...(signature ? { signature } : {}), ...(password === undefined ? {} : { password }) });
  return { ...(comment === undefined ? {} : { comment }), ...(gps ? { gps } : {}), ...signed };
}

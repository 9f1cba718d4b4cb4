import { Refusal } from "@safeloop/engine";
import type { Actor, Reader, ServerContext } from "../context.ts";
import { submissionById, takesPart, type SubmissionRecord } from "./submissionStore.ts";

/** What visibility is judged by. */
export type Seen = Pick<SubmissionRecord, "tenant_id" | "org_id" | "by_id" | "draft" | "seq">;

/** May the actor see it: his own, one he or somebody he stands in for now is named in or was asked about, or one of a unit whose papers he may all read. Drafts are private. */
export async function maySee(ctx: ServerContext, reader: Reader, actor: Actor, record: Seen): Promise<boolean> {
  if (record.tenant_id !== actor.tenantId) return false;
  if (record.by_id === actor.id) return true;
  if (record.draft === 1) return false;
  if (ctx.reach(actor, "submission.readAll").has(record.org_id)) return true;
  if (await takesPart(reader, actor.tenantId, actor.id, record.seq)) return true;
  for (const principal of ctx.directory(actor.tenantId).principalsOf(actor.id, ctx.clock.now())) {
    if (await takesPart(reader, actor.tenantId, principal, record.seq)) return true;
  }
  return false;
}

/** The submission, or NOT_FOUND: what one may not see answers like what is not there. */
export async function visibleSubmission(ctx: ServerContext, reader: Reader, actor: Actor, id: string): Promise<SubmissionRecord> {
  const record = await submissionById(reader, actor.tenantId, id);
  if (!record || !(await maySee(ctx, reader, actor, record))) throw new Refusal("NOT_FOUND", { what: "submission" });
  return record;
}

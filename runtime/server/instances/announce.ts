import type { FlowInstance } from "@safeloop/engine";
import type { ServerContext, Tx } from "../context.ts";
import { withDeputies } from "../people/absences.ts";

export interface Announcement {
  readonly tenantId: string;
  readonly orgId: string;
  readonly submissionId: string;
  readonly instance: FlowInstance;
  /** Who may see the instance beside those who see all of the unit. */
  readonly people: Iterable<string>;
  /** Whose inbox changed. */
  readonly inboxes: Iterable<string>;
}

/** Tells open screens after the commit that an instance moved and whose inbox changed. */
export function announce(ctx: ServerContext, tx: Tx, said: Announcement): void {
  const { tenantId, orgId, submissionId, instance } = said;
  const directory = ctx.directory(tenantId);
  const people = withDeputies(directory, said.people, ctx.clock.now());
  const inboxes = withDeputies(directory, said.inboxes, ctx.clock.now());
  tx.afterCommit(() => {
    ctx.live.publish({
      type: "instance", tenantId, orgId, people,
      data: { id: instance.id, submissionId, seq: instance.seq, status: instance.status, ...(instance.life ? { state: instance.life.state } : {}) },
    });
    if (inboxes.length > 0) ctx.live.publish({ type: "task", tenantId, people: inboxes, data: { instanceId: instance.id, submissionId } });
  });
}

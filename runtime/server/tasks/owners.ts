import type { Actor, Reader, ServerContext } from "../context.ts";

/** Whose open tasks lie in a person's inbox now: his own, and those of everyone he stands in for. The person is first. */
export function ownersOf(ctx: Pick<ServerContext, "directory" | "clock">, tenantId: string, personId: string): readonly string[] {
  return [personId, ...ctx.directory(tenantId).principalsOf(personId, ctx.clock.now())];
}

/** The holder of a task whom the actor stands in for now; nothing when he holds it himself or has no part in it. */
export async function principalAmongHolders(ctx: Pick<ServerContext, "directory" | "clock">, reader: Reader, actor: Actor, taskId: string): Promise<string | undefined> {
  const [, ...principals] = ownersOf(ctx, actor.tenantId, actor.id);
  if (principals.length === 0) return undefined;
  const rows = await reader.all<{ person_id: string }>({ sql: "select person_id from task_holders where task_id = ? order by person_id", bindings: [taskId] });
  const holders = rows.map((row) => row.person_id);
  return holders.includes(actor.id) ? undefined : holders.find((holder) => principals.includes(holder));
}

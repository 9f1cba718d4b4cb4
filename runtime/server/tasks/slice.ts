import { idParamsSchema, instanceReplySchema, pageQuery, Refusal, taskCommandBodySchema, taskPageSchema, taskViewSchema, type TaskCommandBody } from "@safeloop/engine";
import type { Actor, Reader, ServerContext, Slice } from "../context.ts";
import { mustSeeInstance, runCommand, visibleInstance } from "../instances/runCommand.ts";
import { submissionView } from "../submissions/readSubmission.ts";
import { inbox, viewOfTask } from "./inbox.ts";
import { principalAmongHolders } from "./owners.ts";
import { taskById, type TaskRecord } from "./taskStore.ts";
import { taskService } from "./taskService.ts";

const act = { kind: "permission", permission: "task.act" } as const;
const listQuery = {
  type: "object",
  properties: { ...pageQuery, mine: { enum: ["true"] }, state: { enum: ["open", "done"] }, kind: { enum: ["approval", "fill", "life", "disposal"] } },
} as const;
const detailSchema = { type: "object", properties: { ...taskViewSchema.properties, submission: { type: ["object", "null"] } }, required: taskViewSchema.required } as const;

/** True for a holder, and for who stands in for one now while the task is open. */
async function isHolder(ctx: ServerContext, reader: Reader, actor: Actor, row: TaskRecord): Promise<boolean> {
  if (await reader.first({ sql: "select 1 as one from task_holders where person_id = ? and task_id = ?", bindings: [actor.id, row.id] })) return true;
  return row.state === "open" && (await principalAmongHolders(ctx, reader, actor, row.id)) !== undefined;
}

/** The task, when the actor may see it; otherwise it is not there. */
async function visibleTask(ctx: ServerContext, reader: Reader, actor: Actor, id: string): Promise<TaskRecord> {
  const row = await taskById(reader, actor.tenantId, id);
  if (!row || (row.instance_id === null && !(await isHolder(ctx, reader, actor, row)))) throw new Refusal("NOT_FOUND", { what: "task" });
  if (row.instance_id !== null) {
    await mustSeeInstance(ctx, reader, actor, row.instance_id).catch((error: unknown) => {
      throw error instanceof Refusal ? new Refusal("NOT_FOUND", { what: "task" }) : error;
    });
  }
  return row;
}

/** The inbox, and what people decide in it. Offers `services.tasks`. */
export function tasksSlice(ctx: ServerContext): Slice {
  ctx.services.tasks = taskService(ctx);
  return {
    name: "tasks",
    routes: [
      {
        method: "GET", url: "/api/v1/tasks", summary: "My inbox", policy: act, schema: { query: listQuery, response: { 200: taskPageSchema } },
        handler: async (req) => ({ body: await inbox(ctx, req.actor, req.query, req.locale) }),
      },
      {
        method: "GET", url: "/api/v1/tasks/:id", summary: "One task with its submission", policy: act, schema: { params: idParamsSchema, response: { 200: detailSchema } },
        handler: async (req) => {
          const row = await visibleTask(ctx, ctx.store, req.actor, req.params["id"] ?? "");
          const view = await viewOfTask(ctx, ctx.store, req.actor, row, req.locale);
          const loaded = row.instance_id === null ? undefined : await visibleInstance(ctx, ctx.store, req.actor, row.instance_id);
          return { body: { ...view, submission: loaded ? await submissionView(ctx, ctx.store, req.actor, loaded.submission, req.locale) : null } };
        },
      },
      {
        method: "POST", url: "/api/v1/tasks/:id/commands", summary: "Decide or hand on a task", policy: act,
        minimal: true, schema: { params: idParamsSchema, body: taskCommandBodySchema, response: { 200: instanceReplySchema } },
        handler: async (req) => {
          const row = await visibleTask(ctx, ctx.store, req.actor, req.params["id"] ?? "");
          if (row.instance_id === null) throw new Refusal("NOT_FOUND", { what: "task" });
          return runCommand(ctx, req, { instanceId: row.instance_id, task: row.id, body: req.body as TaskCommandBody });
        },
      },
    ],
  };
}

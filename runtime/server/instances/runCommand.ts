import { advanceFlow, isClean, Refusal, type Answers, type CommandAct, type CommandInput, type InstanceCommandBody, type Issue, type JsonObject, type TaskCommandBody } from "@safeloop/engine";
import type { Actor, Reader, RouteReply, RouteRequest, ServerContext, Tx } from "../context.ts";
import { sentData } from "../forms/judgeData.ts";
import { attachFiles, fileIssues, referenceIssues } from "../submissions/references.ts";
import { minimalReply } from "../http/minimalReply.ts";
import { maySee, type Seen } from "../submissions/visibility.ts";
import { dataPatch } from "./dataPatch.ts";
import { instanceView } from "./instanceView.ts";
import { flowEnv, loadInstance, type LoadedInstance } from "./loadInstance.ts";
import { mentionsOf } from "./mentions.ts";
import { refusalOfIssues, stepErrors } from "./refuseStep.ts";
import { saveStep } from "./saveStep.ts";
import { verifySigner, type Signed } from "./verifySigner.ts";

type Body = TaskCommandBody | InstanceCommandBody;
/** What either kind of command may bring. */
type AnyBody = Partial<Omit<TaskCommandBody, "command"> & Omit<InstanceCommandBody, "command">> & { readonly command: string; readonly version: number };

/** Who asks, in which language, in which unit of work. */
export type Asker = Pick<RouteRequest, "actor" | "locale" | "minimal" | "unit">;

export interface CommandRequest {
  readonly instanceId: string;
  readonly task?: string;
  readonly body: Body;
}

/** Commands that only add words: they hold no matter which step the caller saw. */
const seqFree = new Set(["comment", "urge", "cc"]);

function inputOf(actor: Actor, request: CommandRequest, patch: CommandInput["data"]): CommandInput {
  const { body, task } = request;
  const { command, version, ...rest } = body as AnyBody;
  return {
    type: "command",
    command: command as CommandInput["command"],
    by: actor.id,
    admin: actor.permissions.has("instance.admin"),
    ...(task === undefined ? {} : { task, version }),
    ...(patch === undefined || Object.keys(patch).length === 0 ? {} : { data: patch }),
    ...(rest.comment === undefined ? {} : { comment: rest.comment }),
    ...(rest.to === undefined ? {} : { to: rest.to }),
    ...(rest.back === undefined ? {} : { back: rest.back }),
    ...(rest.person === undefined ? {} : { person: rest.person }),
    ...(rest.people === undefined ? {} : { people: rest.people }),
    ...(rest.position === undefined ? {} : { position: rest.position }),
    ...(rest.mode === undefined ? {} : { mode: rest.mode }),
    ...(rest.visit === undefined ? {} : { visit: rest.visit }),
    ...(rest.event === undefined ? {} : { event: rest.event }),
    ...(rest.reason === undefined ? {} : { reason: rest.reason }),
    ...(rest.gps === undefined ? {} : { gps: rest.gps }),
  };
}

/** The instance, when the actor may see its submission; otherwise it is not there. */
export async function visibleInstance(ctx: ServerContext, reader: Reader, actor: Actor, id: string): Promise<LoadedInstance> {
  const loaded = await loadInstance(ctx, reader, actor.tenantId, id);
  if (!loaded || !(await maySee(ctx, reader, actor, loaded.submission))) throw new Refusal("NOT_FOUND", { what: "instance" });
  return loaded;
}

const seenOf = "select s.tenant_id, s.org_id, s.by_id, s.draft, s.seq from instances i join submissions s on s.id = i.submission_id where i.id = ? and i.tenant_id = ?";

/** The same answer where nothing else of the instance is wanted. */
export async function mustSeeInstance(ctx: ServerContext, reader: Reader, actor: Actor, id: string): Promise<void> {
  const seen = await reader.first<Seen>({ sql: seenOf, bindings: [id, actor.tenantId] });
  if (!seen || !(await maySee(ctx, reader, actor, seen))) throw new Refusal("NOT_FOUND", { what: "instance" });
}

function refuse(issues: readonly Issue[]): void {
  if (!isClean(issues)) throw new Refusal("SUBMISSION_INVALID", { count: issues.length }, issues);
}

/** The values of a patch, for looking up what it names. */
function sentValues(patch: NonNullable<CommandInput["data"]>): Answers {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== null));
}

/** What the data of a command points at must be the caller's to point at. */
async function patchOf(ctx: ServerContext, tx: Tx, actor: Actor, loaded: LoadedInstance, data: JsonObject | undefined): Promise<NonNullable<CommandInput["data"]>> {
  if (data === undefined) return {};
  const form = loaded.form.definition;
  const { patch, issues } = dataPatch(form, sentData(data));
  const mentions = mentionsOf(form, sentValues(patch));
  const before = mentionsOf(form, loaded.answers);
  refuse([...issues, ...(await referenceIssues(ctx, tx, actor, mentions, before)), ...(await fileIssues(tx, actor, mentions, loaded.submission.id))]);
  await attachFiles(tx, actor.tenantId, mentions, loaded.submission.id);
  return patch;
}

/** Refusals that show somebody tried what he may not: kept in the audit (separation of duty, refused starts). */
const audited = new Set(["NOT_ENTITLED", "NOT_ELIGIBLE", "CHECKS_FAILED", "LIFE_REFUSED", "FIELD_FORBIDDEN"]);

async function auditRefusal(ctx: ServerContext, actor: Actor, request: CommandRequest, error: unknown): Promise<never> {
  if (error instanceof Refusal && audited.has(error.code)) {
    const checks = error.issues.flatMap((one) => (typeof one.params["check"] === "string" ? [one.params["check"]] : []));
    await ctx.store.unit((tx) => ctx.audit(tx, actor, { action: `${actionOf(request)}.refused`, subject: { type: "instance", id: request.instanceId }, detail: { code: error.code, ...(checks.length > 0 ? { checks } : {}) } }));
  }
  throw error;
}

function actionOf({ body, task }: CommandRequest): CommandAct {
  if ("event" in body && body.command === "event" && body.event !== undefined) return `instance.event.${body.event}`;
  return `${task === undefined ? "instance" : "task"}.${body.command}` as CommandAct; // each route takes its own commands only
}

async function stepOnce(ctx: ServerContext, tx: Tx, asker: Asker, request: CommandRequest, signed: Signed): Promise<RouteReply> {
  const { actor } = asker;
  const { body } = request;
  const loaded = await visibleInstance(ctx, tx, actor, request.instanceId);
  if (request.task === undefined && !seqFree.has(body.command) && body.version !== loaded.instance.seq) throw new Refusal("INSTANCE_SEQ", { seen: body.version, present: loaded.instance.seq });
  const patch = await patchOf(ctx, tx, actor, loaded, body.data);
  const env = await flowEnv(ctx, tx, loaded, actor.id, body.command, loaded.answers, { ...loaded.answers, ...sentValues(patch) });
  const step = advanceFlow(loaded.flow.definition, loaded.instance, { ...inputOf(actor, request, patch), ...signed }, env);
  const errors = stepErrors(step);
  if (errors.length > 0) throw refusalOfIssues(errors);
  const { loaded: after } = await saveStep(ctx, tx, loaded, step, actor, actionOf(request));
  if (asker.minimal) return minimalReply;
  const viewer = { personId: actor.id, isAdmin: actor.permissions.has("instance.admin"), locale: asker.locale };
  return { status: 200, body: { instance: await instanceView(ctx, tx, after, viewer) } };
}

/** Runs one command in one unit, for who has been found to see the instance; its reply is the instance as it stands then, as the caller may see it. */
export async function runCommand(ctx: ServerContext, asker: Asker, request: CommandRequest): Promise<RouteReply> {
  const signed = await verifySigner(ctx, asker.actor, request.body);
  try {
    return await asker.unit((tx) => stepOnce(ctx, tx, asker, request, signed));
  } catch (error) {
    return auditRefusal(ctx, asker.actor, request, error);
  }
}

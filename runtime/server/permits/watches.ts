import { applyRegisters, watchedForms, watchesOf, watchVerdicts, type FlowEnv, type Person, type WatchVerdict } from "@safeloop/engine";
import type { ServerContext, Tx } from "../context.ts";
import { personFacts } from "../instances/factContext.ts";
import { flowEnv, loadInstance, type LoadedInstance } from "../instances/loadInstance.ts";
import { idsMentioned, mentionsOf } from "../instances/mentions.ts";
import { entriesAbout } from "../registers/registerStore.ts";
import { serviceOf } from "../services.ts";
import { fireCause, releaseCause } from "./interlock.ts";

/** The job that looks again when the next certificate or admission named on a permit runs out. */
export const permitWatchTask = "permitWatch";

const issued = "i.permit = 1 and i.status = 'running' and i.life_tone in ('waiting', 'live', 'stopped')";
const naming = `select distinct i.id from instances i join submissions s on s.instance_id = i.id join submission_people p on p.seq = s.seq where i.tenant_id = ? and ${issued} and p.tenant_id = i.tenant_id and p.person_id = ? and p.role = 'named' order by i.id`;

/** People as they will be once the unit is stored; the directory has them only then. */
type Changed = ReadonlyMap<string, Person>;

/** A certificate, a disabled account: judges every issued permit that names the person, in the transaction of the change. */
export async function watchPerson(ctx: ServerContext, tx: Tx, tenantId: string, person: Person): Promise<void> {
  for (const { id } of await tx.all<{ id: string }>({ sql: naming, bindings: [tenantId, person.id] })) await judge(ctx, tx, tenantId, id, new Map([[person.id, person]]));
}

/** A record changed what it states of a person, contractor or device: judges every issued permit that names it, in the transaction of the change. */
export async function watchRegistered(ctx: ServerContext, tx: Tx, tenantId: string, key: string): Promise<void> {
  for (const id of await issuedNaming(ctx, tx, tenantId, key)) await judge(ctx, tx, tenantId, id);
}

/** An admission changed its state: judges every issued permit that refers to it, in the transaction of the change. */
export async function watchReferred(ctx: ServerContext, tx: Tx, tenantId: string, formId: string, submissionId: string): Promise<void> {
  if (!isWatched(ctx, tenantId, formId)) return;
  for (const id of await issuedNaming(ctx, tx, tenantId, submissionId)) await judge(ctx, tx, tenantId, id);
}

async function issuedNaming(ctx: ServerContext, tx: Tx, tenantId: string, named: string): Promise<readonly string[]> {
  const holds = ctx.store.dialect === "sqlite" ? "instr(s.answers, ?) > 0" : "strpos(s.answers, ?) > 0";
  const rows = await tx.all<{ id: string }>({ sql: `select i.id from instances i join submissions s on s.id = i.submission_id where i.tenant_id = ? and ${issued} and ${holds} order by i.id`, bindings: [tenantId, JSON.stringify(named)] });
  return rows.map((row) => row.id);
}

/** True when a permit of the tenant watches what forms of this id say. */
function isWatched(ctx: ServerContext, tenantId: string, formId: string): boolean {
  const definitions = serviceOf(ctx.services, "definitions");
  return definitions.all(tenantId, "flows").some(({ definition }) => {
    const form = watchesOf(definition).length === 0 ? undefined : definitions.published(tenantId, "forms", definition.form.id);
    return form !== undefined && watchedForms(definition, form.definition).some((pattern) => (pattern.endsWith("*") ? formId.startsWith(pattern.slice(0, -1)) : formId === pattern));
  });
}

/** Looks again at one permit when its time comes. */
export function handlePermitWatch(ctx: ServerContext): void {
  ctx.jobs.on(permitWatchTask, async (payload, job) => ctx.store.unit((tx) => judge(ctx, tx, job.tenantId, String(payload["instanceId"]))));
}

/** A permit was approved, started or ended: the next certificate to run out is looked out for, or none any more. */
export async function watchPermit(ctx: ServerContext, tx: Tx, tenantId: string, instanceId: string): Promise<void> {
  const loaded = await loadInstance(ctx, tx, tenantId, instanceId);
  if (loaded && watchesOf(loaded.flow.definition).length > 0) await scheduleNext(ctx, tx, loaded, await envWith(ctx, tx, loaded));
}

async function judge(ctx: ServerContext, tx: Tx, tenantId: string, instanceId: string, changed?: Changed): Promise<void> {
  const loaded = await loadInstance(ctx, tx, tenantId, instanceId);
  if (!loaded || watchesOf(loaded.flow.definition).length === 0) return;
  const env = await envWith(ctx, tx, loaded, changed);
  for (const verdict of watchVerdicts(loaded.flow.definition, loaded.instance, env)) await settle(ctx, tx, loaded, verdict);
  await scheduleNext(ctx, tx, loaded, env);
}

/** One cause a permit and watch: it begins when the facts are no longer sound, and ends when they are again. */
async function settle(ctx: ServerContext, tx: Tx, { tenantId, instance }: LoadedInstance, { cause, passes, reason }: WatchVerdict): Promise<void> {
  const causeId = `${cause}:${instance.id}`;
  const holds = instance.causes.some((one) => one.id === causeId);
  if (!passes && !holds) await fireCause(ctx, tx, tenantId, instance.id, { cause, causeId, reason });
  if (passes && holds) await releaseCause(ctx, tx, tenantId, causeId);
}

async function envWith(ctx: ServerContext, tx: Tx, loaded: LoadedInstance, changed: Changed = new Map()): Promise<FlowEnv> {
  const env = await flowEnv(ctx, tx, loaded, "system", "watch");
  if (changed.size === 0) return env;
  const people = Object.fromEntries([...changed].map(([id, person]) => [id, personFacts(person)]));
  const told = applyRegisters({ now: env.ctx.now, people }, await entriesAbout(tx, loaded.tenantId, [...changed.keys()])).people;
  return { ...env, ctx: { ...env.ctx, people: { ...env.ctx.people, ...told } } };
}

/** The earliest end still to come of a certificate or an admission the permit names. */
async function scheduleNext(ctx: ServerContext, tx: Tx, loaded: LoadedInstance, { ctx: facts, form, answers }: FlowEnv): Promise<void> {
  const named = idsMentioned(mentionsOf(form, answers), "person");
  const ends = [
    ...named.flatMap((id) => (facts.people?.[id]?.certificates ?? []).map((one) => one.validTo)),
    ...Object.values(facts.contractors ?? {}).map((one) => one.validTo),
  ];
  const due = ends.map((text) => Date.parse(text)).filter((at) => at > ctx.clock.now());
  const key = loaded.instance.id;
  if (due.length === 0 || loaded.instance.status !== "running") return ctx.jobs.cancel(tx, permitWatchTask, key);
  await ctx.jobs.schedule(tx, { task: permitWatchTask, key, dueAt: Math.min(...due), payload: { instanceId: key }, tenantId: loaded.tenantId });
}

import { applyRegisters, formOf, isObject, own, type Answers, type AreaFacts, type CompiledForm, type Field, type FactContext, type FormDefinition, type LinkedFacts, type Person, type PersonFacts, type Progress, type Ticket } from "@safeloop/engine";
import type { Reader, ServerContext } from "../context.ts";
import { conflictFacts } from "../conflicts/conflictFacts.ts";
import { placeFieldOf } from "../forms/fieldIndex.ts";
import { registerKeys } from "../registers/registerKeys.ts";
import { entriesAbout } from "../registers/registerStore.ts";
import { calendarAt } from "./publicHolidays.ts";
import { idsMentioned, mentionsOf } from "./mentions.ts";

export interface FactsWanted {
  readonly tenantId: string;
  readonly form: FormDefinition;
  readonly answers: Answers;
  readonly actorId: string;
  readonly initiatorId: string;
  readonly event: string;
  readonly people?: readonly string[]; // also wanted, e.g. those who approved
  /** Of what is sent already: which ticket, and how far it has come. */
  readonly ticket?: Ticket;
  readonly progress?: Progress;
}

/** A person as checks see them. */
export function personFacts(person: Person): PersonFacts {
  return { name: person.name, status: person.status, roles: [...new Set(person.roles.map((one) => one.role))], certificates: person.certificates ?? [] };
}

/** The area the answers place the work in, or nothing. */
export function areaIdOf(form: FormDefinition, answers: Answers): string | undefined {
  const field = placeFieldOf(form);
  const place = field ? answers[field.xid] : undefined;
  const area = isObject(place) ? own(place, "area") : undefined;
  return typeof area === "string" ? area : undefined;
}

const dated = new WeakMap<CompiledForm, readonly Field[]>();

function dateFieldsOf(form: CompiledForm): readonly Field[] {
  const known = dated.get(form);
  if (known) return known;
  const fields = form.roots.filter((field) => field.kind === "date" || field.kind === "date-time");
  dated.set(form, fields);
  return fields;
}

/** Instants the answers name, such as the planned start and end. */
function instantsIn(form: FormDefinition, answers: Answers): number[] {
  return dateFieldsOf(formOf(form)).flatMap((field) => {
    const value = answers[field.xid];
    const at = typeof value === "string" ? Date.parse(value) : Number.NaN;
    return Number.isNaN(at) ? [] : [at];
  });
}

function areaFacts(ctx: ServerContext, tenantId: string, areaId: string | undefined): AreaFacts | undefined {
  if (areaId === undefined) return undefined;
  // Without the alarm engine nothing is known of the area, and unknown refuses.
  return ctx.services.areaFacts?.areaFacts(tenantId, areaId) ?? { id: areaId, known: false, gasAlarms: 0, evacuation: false };
}

interface LinkedRow {
  readonly form_id: string;
  readonly state: string;
  readonly valid_until: number | string | null; // PostgreSQL gives a bigint as text
}

const linkedSql = "select s.form_id, s.state, i.valid_until from submissions s left join instances i on i.submission_id = s.id and i.tenant_id = s.tenant_id where s.id = ? and s.tenant_id = ? and s.draft = 0 order by i.created_at desc limit 1";

/** Form, state and running validity of the submissions the answers refer to. One that is not there stays out, and so is unknown. */
async function linkedFacts(reader: Reader, tenantId: string, ids: readonly string[]): Promise<NonNullable<FactContext["linked"]>> {
  const found: [string, LinkedFacts][] = [];
  for (const id of ids.slice(0, 50)) {
    const row = await reader.first<LinkedRow>({ sql: linkedSql, bindings: [id, tenantId] });
    if (row) found.push([id, { form: row.form_id, state: row.state, ...(row.valid_until === null ? {} : { validUntil: new Date(Number(row.valid_until)).toISOString() }) }]);
  }
  return Object.fromEntries(found);
}

/** The facts forms, checks and flows may ask, as far as they are known now. The flow engine adds what it knows of the instance. */
export async function factContext(ctx: ServerContext, reader: Reader, wanted: FactsWanted): Promise<FactContext> {
  const directory = ctx.directory(wanted.tenantId);
  const now = ctx.clock.now();
  const mentions = mentionsOf(wanted.form, wanted.answers);
  const ids = new Set([wanted.actorId, wanted.initiatorId, ...idsMentioned(mentions, "person"), ...(wanted.people ?? [])]);
  const people = Object.fromEntries([...ids].flatMap((id) => { const person = directory.person(id); return person ? [[id, personFacts(person)] as const] : []; }));
  const actor = directory.person(wanted.actorId);
  const initiator = directory.person(wanted.initiatorId);
  const areaId = areaIdOf(wanted.form, wanted.answers);
  const area = areaFacts(ctx, wanted.tenantId, areaId);
  const { tenantId, form, answers, ticket = { id: "", number: "" }, progress = {} } = wanted;
  const assets = idsMentioned(mentions, "asset");
  const linked = await linkedFacts(reader, wanted.tenantId, idsMentioned(mentions, "submission"));
  const entries = await entriesAbout(reader, wanted.tenantId, [...new Set([...ids, ...assets, ...idsMentioned(mentions, "submission"), ...registerKeys(wanted.form, wanted.answers), ...(area ? [area.id] : [])])]);
  return applyRegisters({
    now: new Date(now).toISOString(),
    event: wanted.event,
    ...(actor ? { actor: { id: actor.id, orgId: actor.orgId, roles: [...new Set(actor.roles.map((one) => one.role))] } } : {}),
    ...(initiator ? { initiator: { id: initiator.id, orgId: initiator.orgId, name: initiator.name } } : {}),
    people,
    devices: assets.length > 0 ? (ctx.services.deviceFacts?.deviceFacts(wanted.tenantId, assets) ?? {}) : {},
    ...(area ? { area } : {}),
    linked,
    ...(await conflictFacts(ctx, reader, { tenantId, form, answers, ticket, progress }, areaId)),
    calendar: calendarAt(ctx.calendars.holidays, now, ctx.config.siteTz, instantsIn(wanted.form, wanted.answers)),
  }, entries);
}

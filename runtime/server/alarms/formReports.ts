import { asksForPlace, formsOf, isReport, reportStreams, reportTag, textsIn, type AlertRule, type FormDefinition, type Reading, type ReportPoint, type Sample, type Tag } from "@safeloop/engine";
import type { Query, Reader, ServerContext, Tx } from "../context.ts";

/** The published form of an id. */
type FormNamed = (id: string) => FormDefinition | undefined;

/** The points of forms that rules read, with the fields they read: each stream once per area, and per unit for forms that name no area. */
export function reportTags(ctx: ServerContext, tenantId: string, rules: readonly AlertRule[], form: FormNamed = publishedForms(ctx, tenantId)): readonly Tag[] {
  const named = new Map(rules.flatMap(formsOf).map((one) => [streamName(one.form, one.rows), one] as const));
  const texts = new Set(rules.flatMap((rule) => [...textsIn(rule)]));
  return [...named.values()].flatMap(({ form: id, rows }) => {
    const definition = form(id);
    const stream = definition && reportStreams(definition).find((one) => one.rows === rows);
    if (!stream) return [];
    const fields = Object.fromEntries(Object.entries(stream.fields).filter(([xid]) => texts.has(xid)));
    return pointsOf(ctx, tenantId, definition, stream).map((point) => reportTag(definition, { ...stream, fields }, point));
  });
}

function publishedForms(ctx: ServerContext, tenantId: string): FormNamed {
  return (id) => ctx.services.definitions?.published(tenantId, "forms", id)?.definition;
}

function pointsOf(ctx: ServerContext, tenantId: string, form: FormDefinition, stream: ReturnType<typeof reportStreams>[number]): readonly ReportPoint[] {
  const { areas, units } = ctx.directory(tenantId);
  const name = streamName(form.id, stream.rows);
  const title = (place: { readonly zh: string; readonly en: string }): ReportPoint["title"] => ({ zh: `${place.zh} · ${stream.title.zh}`, en: `${place.en} · ${stream.title.en}` });
  const inAreas = asksForPlace(form) ? areas.map((area) => ({ id: `${name}@${area.code}`, title: title(area.title), area: area.id, orgId: area.orgId })) : [];
  return [...inAreas, ...units.map((unit) => ({ id: `${name}@@${unit.code}`, title: title(unit.title), area: "", orgId: unit.id }))];
}

const streamName = (form: string, rows: string | undefined): string => `form:${form}${rows === undefined ? "" : `.${rows}`}`;

/** A report as it is stored. */
export interface StoredReport {
  readonly seq: number | string;
  readonly form_id: string;
  readonly rows_of: string;
  readonly area_id: string;
  readonly org_id: string;
  readonly submission_id: string;
  readonly at: number | string;
  readonly value: string;
}

/** Most reports taken in at once. */
const batch = 500;
const columns = "seq, form_id, rows_of, area_id, org_id, submission_id, at, value";

/** Reports of one tenant: those the engine has still to take in, and those of the past. */
export class FormReports {
  constructor(private readonly ctx: ServerContext, private readonly tenantId: string) {}

  /** What the engine has not taken in of the forms its rules read, in the order it was stored. Of other forms nothing is asked. */
  async waiting(forms: ReadonlySet<string>): Promise<readonly StoredReport[]> {
    if (forms.size === 0) return [];
    const marks = [...forms].map(() => "?").join(",");
    return this.ctx.store.all<StoredReport>({ sql: `select ${columns} from form_reports where tenant_id = ? and taken = 0 and form_id in (${marks}) order by seq limit ${batch}`, bindings: [this.tenantId, ...forms] });
  }

  /** Forms that rules begin to read: what was sent of them until now is the past. What comes later is judged. */
  async closePast(tx: Tx, forms: readonly string[]): Promise<void> {
    for (const form of forms) await tx.run({ sql: "update form_reports set taken = 1 where tenant_id = ? and form_id = ? and taken = 0", bindings: [this.tenantId, form] });
  }

  /** Marks them taken, in the unit that stores what the engine made of them: each is judged once, whenever the process dies. */
  async taken(tx: Tx, reports: readonly StoredReport[]): Promise<void> {
    const marks = reports.map(() => "?").join(",");
    await tx.run({ sql: `update form_reports set taken = 1 where tenant_id = ? and seq in (${marks})`, bindings: [this.tenantId, ...reports.map((one) => one.seq)] });
  }

  readingOf(report: StoredReport): Reading {
    return { tagId: this.tagIdOf(report), ts: Number(report.at), value: JSON.parse(report.value) as { readonly [field: string]: unknown } };
  }

  /** Where a report belongs: its area, or its unit when it names none that is known. */
  tagIdOf({ form_id, rows_of, area_id, org_id }: StoredReport): string {
    const directory = this.ctx.directory(this.tenantId);
    const name = streamName(form_id, rows_of === "" ? undefined : rows_of);
    const area = directory.area(area_id);
    return area ? `${name}@${area.code}` : `${name}@@${directory.orgUnit(org_id)?.code ?? org_id}`;
  }

  /** What was taken in of a tag in (from, to], by its own time. */
  async past(tag: Tag, from: number, to: number, reader: Reader = this.ctx.store): Promise<readonly Sample[]> {
    const rows = await reader.all<StoredReport>(query(columns, this.tenantId, tag, from, to, "taken = 1 and"));
    return rows.filter((row) => this.tagIdOf(row) === tag.id).map((row) => ({ ts: Number(row.at), v: JSON.parse(row.value) as Sample["v"], q: 0, flags: 0, rx: Number(row.at) }));
  }

  /** How many there are of the forms of these tags. */
  async count(tags: readonly Tag[], from: number, to: number): Promise<number> {
    let count = 0;
    for (const tag of oncePerStream(tags)) count += Number((await this.ctx.store.first<{ n: number | string }>(query("count(*) as n", this.tenantId, tag, from, to, "")))?.n ?? 0);
    return count;
  }

  /** All of a span, taken in or not, for a replay; by tag id. */
  async history(tags: readonly Tag[], from: number, to: number): Promise<readonly { readonly tagId: string; readonly sample: Sample }[]> {
    const ids = new Set(tags.map((tag) => tag.id));
    const found = await Promise.all(oncePerStream(tags).map((tag) => this.ctx.store.all<StoredReport>(query(columns, this.tenantId, tag, from, to, ""))));
    return found.flat().map((row) => ({ tagId: this.tagIdOf(row), sample: { ts: Number(row.at), v: JSON.parse(row.value) as Sample["v"], q: 0 as const, flags: 0, rx: Number(row.at) } })).filter(({ tagId }) => ids.has(tagId));
  }
}

function oncePerStream(tags: readonly Tag[]): readonly Tag[] {
  return [...new Map(tags.filter(isReport).map((tag) => [streamName(tag.report?.form ?? "", tag.report?.rows), tag])).values()];
}

function query(what: string, tenantId: string, { report }: Tag, from: number, to: number, more: string): Query {
  return { sql: `select ${what} from form_reports where tenant_id = ? and ${more} form_id = ? and rows_of = ? and at > ? and at <= ?`, bindings: [tenantId, report?.form ?? "", report?.rows ?? "", from, to] };
}

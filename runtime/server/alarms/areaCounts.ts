import { actionsRun, areaCountsOf, countsAlarms, isPlatformCount, type Alarm, type AlarmEngine, type AlertRule, type AreaCount, type I18nText, type Reading, type Tag } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";

/** Who sends the readings of points the platform counts itself. No device can have this name. */
export const computedSource = "computed:";

/** A count is sent at once when it changes, and repeated in this time, so that it stays known. */
export const repeatMs = 20_000;

/** Points that rules ask the platform to count in areas: live permits, open records, open alarms. */
export function areaCountTags(ctx: ServerContext, tenantId: string, rules: readonly AlertRule[], tags: readonly Tag[]): readonly Tag[] {
  const areas = ctx.directory(tenantId).areas.map((area) => area.id);
  return areaCountsOf(rules, tags, areas).flatMap((count) => tagOf(ctx, tenantId, count) ?? []);
}

const prefixes = { "permit-count": "", "record-count": "open:", "alarm-count": "alarms:" } as const;

function tagOf(ctx: ServerContext, tenantId: string, count: AreaCount): Tag | undefined {
  const area = ctx.directory(tenantId).area(count.areaId);
  if (!area) return undefined;
  const { zh, en } = titleOf(ctx, tenantId, count);
  return {
    id: `computed:${prefixes[count.measurement]}${count.of}@${area.code}`, title: { zh: `${area.title.zh} · ${zh}`, en: `${area.title.en} · ${en}` },
    measurement: count.measurement, unit: "", area: count.areaId, orgId: area.orgId, labels: [count.of], periodS: repeatMs / 1000, computed: true,
  };
}

function titleOf(ctx: ServerContext, tenantId: string, { measurement, of }: AreaCount): I18nText {
  if (measurement === "alarm-count") return { zh: `未恢复的 ${of} 报警数`, en: `open ${of} alarms` };
  if (of === "*") return { zh: "有效作业票数", en: "live permits" };
  const { zh, en } = flowTitle(ctx, tenantId, of);
  return measurement === "permit-count" ? { zh: `有效的“${zh}”数`, en: `live "${en}"` } : { zh: `未关闭的“${zh}”数`, en: `open "${en}"` };
}

/** What people call the permit or record: its form, else its flow. */
function flowTitle(ctx: ServerContext, tenantId: string, id: string): I18nText {
  const { definitions } = ctx.services;
  const flow = definitions?.published(tenantId, "flows", id)?.definition;
  const form = flow?.form && definitions?.published(tenantId, "forms", flow.form.id)?.definition;
  return form?.title ?? flow?.title ?? { zh: id, en: id };
}

interface CountRow {
  readonly area_id: string | null;
  readonly flow_id: string;
  readonly n: number | string;
}

const liveSql = "select area_id, flow_id, count(*) as n from instances where tenant_id = ? and life_tone = 'live' and status = 'running' and permit = 1 group by area_id, flow_id";
/** Records of these flows that are not closed: approvals under way and lives that have not ended. */
const openSql = (flows: number): string => `select area_id, flow_id, count(*) as n from instances where tenant_id = ? and status = 'running' and flow_id in (${Array.from({ length: flows }, () => "?").join(", ")}) group by area_id, flow_id`;

/** Counts what is in areas, where rules ask for it. What does not say where it is may be anywhere: the counts of its kind are uncertain then. */
export class AreaCounter {
  readonly #sent = new Map<string, { readonly text: string; readonly at: number }>();

  constructor(
    private readonly ctx: ServerContext,
    private readonly tenantId: string,
    /** The alarms as they are stored; undefined while they are not known. */
    private readonly engine: () => AlarmEngine | undefined,
  ) {}

  /** What is to be sent now: what changed, and what was last said a while ago. Call `keep` once it is stored. */
  async due(): Promise<readonly Reading[]> {
    const tags = (this.ctx.services.tags?.all(this.tenantId) ?? []).filter((tag) => isPlatformCount(tag.measurement));
    if (tags.length === 0) return [];
    const live = tags.some((tag) => tag.measurement === "permit-count") ? await this.ctx.store.all<CountRow>({ sql: liveSql, bindings: [this.tenantId] }) : [];
    const open = await this.#openRecords([...new Set(tags.flatMap((tag) => (tag.measurement === "record-count" ? (tag.labels ?? []) : [])))]);
    const now = this.ctx.clock.now();
    const readings = [...tags.filter((tag) => tag.measurement !== "alarm-count").map((tag) => countedRows(tag, tag.measurement === "permit-count" ? live : open, now)), ...this.#alarms(tags, now)];
    return readings.filter((one) => {
      const last = this.#sent.get(one.tagId);
      return last === undefined || last.text !== said(one) || now - last.at >= repeatMs;
    });
  }

  keep(readings: readonly Reading[]): void {
    const at = this.ctx.clock.now();
    for (const one of readings) this.#sent.set(one.tagId, { text: said(one), at });
  }

  async #openRecords(flows: readonly string[]): Promise<readonly CountRow[]> {
    return flows.length === 0 ? [] : this.ctx.store.all<CountRow>({ sql: openSql(flows.length), bindings: [this.tenantId, ...flows] });
  }

  #alarms(all: readonly Tag[], now: number): readonly Reading[] {
    const tags = all.filter((tag) => tag.measurement === "alarm-count");
    const engine = this.engine();
    if (tags.length === 0 || !engine) return [];
    const counted = engine.book.open().filter((alarm) => isCounted(alarm, engine));
    return tags.map((tag) => ({ tagId: tag.id, ts: now, value: counted.filter((alarm) => alarm.areaId === tag.area && alarm.priority === tag.labels?.[0]).length, quality: "good" }));
  }
}

/** Not counted: what is out of service or suppressed by design, and what the counts themselves raise, which would keep itself alive. */
function isCounted(alarm: Alarm, engine: AlarmEngine): boolean {
  const rule = engine.rules.get(alarm.ruleId);
  const ofCount = alarm.tagId !== null && engine.logs.get(alarm.tagId)?.tag.measurement === "alarm-count";
  return actionsRun(alarm) && !ofCount && !(rule && countsAlarms(rule));
}

const said = ({ value, quality }: Reading): string => `${String(value)} ${quality ?? "good"}`;

function countedRows(tag: Tag, rows: readonly CountRow[], now: number): Reading {
  const kind = tag.labels?.[0];
  const ofKind = kind === "*" ? rows : rows.filter((row) => row.flow_id === kind);
  const sum = (list: readonly CountRow[]): number => list.reduce((all, row) => all + Number(row.n), 0);
  const here = sum(ofKind.filter((row) => row.area_id === tag.area));
  const anywhere = sum(ofKind.filter((row) => row.area_id === null));
  return { tagId: tag.id, ts: now, value: here + anywhere, quality: anywhere > 0 ? "uncertain" : "good" };
}

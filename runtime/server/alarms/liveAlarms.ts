import { isReport, staleAfterS, type AreaFacts, type Quality, type Reading, type Sample, type Tag } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";
import type { AlarmsService, AreaFactsService, LatestReading, ReadingsService, ReadingsTaken } from "../services.ts";
import { AlarmMeter } from "./alarmMeter.ts";
import { alarmView, viewFacts } from "./alarmView.ts";
import type { StoredAlarm } from "./alarmRows.ts";
import { TenantEngine } from "./tenantEngine.ts";

const qualities: readonly Quality[] = ["good", "uncertain", "bad"];
const gasKinds: ReadonlySet<Tag["measurement"]> = new Set(["combustible", "toxic", "oxygen"]);

/** The engines of all tenants, and what other slices may ask of them. */
export class LiveAlarms implements ReadingsService, AreaFactsService, AlarmsService {
  readonly meter = new AlarmMeter();
  readonly #engines = new Map<string, TenantEngine>();
  #tickedAt = Number.NEGATIVE_INFINITY; // by the monotonic clock, which nobody sets

  constructor(readonly ctx: ServerContext) {}

  of(tenantId: string): TenantEngine {
    const known = this.#engines.get(tenantId);
    if (known) return known;
    const engine = new TenantEngine(this.ctx, tenantId, this.meter);
    engine.onStored = (alarms, fresh) => this.#publish(engine, alarms, fresh);
    this.#engines.set(tenantId, engine);
    return engine;
  }

  accept(tenantId: string, readings: readonly Reading[], source: string): Promise<ReadingsTaken> {
    return this.of(tenantId).accept(readings, source);
  }

  linkChanged(tenantId: string, source: string, online: boolean): Promise<void> {
    return this.of(tenantId).linkChanged(source, online);
  }

  /** Rules or tags of a tenant changed. */
  edited(tenantId: string): void {
    this.of(tenantId).edited().catch((error: unknown) => this.ctx.log.error({ err: error, tenantId }, "new rules or tags are not in force yet; they are tried again with the next reading"));
  }

  async open(tenantId: string): Promise<void> {
    await this.of(tenantId).open();
  }

  async tick(): Promise<void> {
    await Promise.all([...this.#engines.values()].map((engine) => engine.tick()));
    this.#tickedAt = performance.now();
  }

  tickAgeMs(): number {
    return performance.now() - this.#tickedAt;
  }

  /** Counts what rules ask for beside their readings. */
  async count(): Promise<void> {
    await Promise.all([...this.#engines.values()].filter((engine) => engine.isOpen).map((engine) => engine.count()));
  }

  /** Takes in what was reported on forms. */
  async takeReports(): Promise<void> {
    await Promise.all([...this.#engines.values()].filter((engine) => engine.isOpen).map((engine) => engine.takeReports()));
  }

  /** Bypasses began or ended, in this process or another. */
  async followBypasses(): Promise<void> {
    await Promise.all([...this.#engines.values()].filter((engine) => engine.isOpen).map((engine) => engine.followBypasses()));
  }

  async maintain(): Promise<void> {
    for (const engine of this.#engines.values()) await engine.maintain();
  }

  async snapshot(): Promise<void> {
    for (const engine of this.#engines.values()) await engine.snapshot();
  }

  async idle(): Promise<void> {
    await Promise.all([...this.#engines.values()].map((engine) => engine.idle()));
  }

  metrics(): string {
    return this.meter.text();
  }

  /** Not of forms: who may see a form is asked where forms are read. */
  latest(tenantId: string, tagId: string): LatestReading | null {
    const engine = this.of(tenantId);
    const tag = engine.isOpen ? engine.engine.logs.get(tagId)?.tag : undefined;
    const latest = tag && engine.engine.latest(tagId);
    return latest && !isReport(tag) ? latestOf(tag, latest, this.ctx.clock.now()) : null;
  }

  /** Open alarms of a tag or of a rule. */
  openAlarms(tenantId: string, id: string): number {
    const engine = this.of(tenantId);
    if (!engine.isOpen) return 0;
    return engine.engine.book.open().filter((alarm) => alarm.tagId === id || alarm.ruleId === id).length;
  }

  /** Keys of the open alarms of a rule. */
  openKeys(tenantId: string, ruleId: string): readonly string[] {
    const engine = this.of(tenantId);
    return engine.isOpen ? engine.engine.book.open().filter((alarm) => alarm.ruleId === ruleId).map((alarm) => alarm.key) : [];
  }

  /** Known only while every gas point of the area is: an unknown point is no evidence of calm. */
  areaFacts(tenantId: string, areaId: string): AreaFacts {
    const engine = this.of(tenantId);
    if (!engine.isOpen) return { id: areaId, known: false, gasAlarms: 0, evacuation: false };
    const gas = [...engine.engine.logs.values()].filter(({ tag }) => tag.area === areaId && gasKinds.has(tag.measurement)).map(({ tag }) => ({ tag, latest: engine.engine.latest(tag.id) }));
    const active = engine.engine.book.open().filter((alarm) => alarm.areaId === areaId && alarm.active);
    const isGas = (tagId: string | null): boolean => tagId !== null && gas.some(({ tag }) => tag.id === tagId);
    return {
      id: areaId,
      known: gas.every(({ tag, latest }) => latest !== null && !latestOf(tag, latest, this.ctx.clock.now()).unknown),
      gasAlarms: active.filter((alarm) => isGas(alarm.tagId) && !alarm.ruleId.startsWith("device:")).length,
      evacuation: active.some((alarm) => alarm.priority === "P1" && (engine.engine.rules.get(alarm.ruleId)?.actions ?? []).some((action) => action.do === "emergencyPrompt")),
    };
  }

  #publish(engine: TenantEngine, alarms: readonly StoredAlarm[], fresh: readonly { readonly tagId: string; readonly sample: Sample }[]): void {
    const { live, log } = this.ctx;
    const { tenantId } = engine;
    if (fresh.length > 0) {
      const tags = fresh.map(({ tagId, sample }) => ({ id: tagId, ts: new Date(sample.ts).toISOString(), value: sample.v, quality: qualities[sample.q] }));
      live.publish({ type: "reading", tenantId, data: { tags } });
    }
    if (alarms.length === 0) return;
    live.publish({ type: "summary", tenantId, data: {} });
    void viewFacts(this.ctx, engine, this.ctx.store, alarms, null, "zh-CN")
      .then((facts) => alarms.forEach((one) => live.publish({ type: "alarm", tenantId, orgId: one.orgId, data: alarmView(one, facts) })))
      .catch((error: unknown) => log.error({ err: error }, "an alarm could not be shown live; lists show it"));
  }
}

function latestOf(tag: Tag, sample: Sample, now: number): LatestReading {
  const ageS = Math.max(0, (now - sample.ts) / 1000);
  return { ts: sample.ts, value: sample.v, quality: qualities[sample.q] ?? "bad", ageS, unknown: sample.q === 2 || ageS > staleAfterS(tag) };
}

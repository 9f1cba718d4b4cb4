import { permitCountsOf, type AlertRule, type I18nText, type PermitCount, type Reading, type Tag } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";

/** Who sends the readings of points the platform counts itself. No device can have this name. */
export const computedSource = "computed:";

/** A count is sent at once when it changes, and repeated in this time, so that it stays known. */
export const repeatMs = 20_000;

/** Points that rules ask the platform to count: live permits of one kind in one area. */
export function permitCountTags(ctx: ServerContext, tenantId: string, rules: readonly AlertRule[], tags: readonly Tag[]): readonly Tag[] {
  return permitCountsOf(rules, tags).flatMap((count) => tagOf(ctx, tenantId, count) ?? []);
}

function tagOf(ctx: ServerContext, tenantId: string, { areaId, permit }: PermitCount): Tag | undefined {
  const area = ctx.directory(tenantId).area(areaId);
  if (!area) return undefined;
  const { zh, en } = titleOf(ctx, tenantId, permit);
  return {
    id: `computed:${permit}@${area.code}`, title: { zh: `${area.title.zh} · 有效的“${zh}”数`, en: `${area.title.en} · live "${en}"` },
    measurement: "permit-count", unit: "", area: areaId, orgId: area.orgId, labels: [permit], periodS: repeatMs / 1000, computed: true,
  };
}

/** What people call the permit: its form, else its flow. */
function titleOf(ctx: ServerContext, tenantId: string, permit: string): I18nText {
  const { definitions } = ctx.services;
  const flow = definitions?.published(tenantId, "flows", permit)?.definition;
  const form = flow?.form && definitions?.published(tenantId, "forms", flow.form.id)?.definition;
  return form?.title ?? flow?.title ?? { zh: permit, en: permit };
}

interface CountRow {
  readonly area_id: string | null;
  readonly flow_id: string;
  readonly n: number | string;
}

const liveSql = "select area_id, flow_id, count(*) as n from instances where tenant_id = ? and life_tone = 'live' and status = 'running' and permit = 1 group by area_id, flow_id";

/** Counts live permits, where rules ask for it. A permit that does not say where it is may be anywhere: the counts of its kind are uncertain then. */
export class PermitCounter {
  readonly #sent = new Map<string, { readonly text: string; readonly at: number }>();

  constructor(private readonly ctx: ServerContext, private readonly tenantId: string) {}

  /** What is to be sent now: what changed, and what was last said a while ago. Call `keep` once it is stored. */
  async due(): Promise<readonly Reading[]> {
    const tags = (this.ctx.services.tags?.all(this.tenantId) ?? []).filter((tag) => tag.measurement === "permit-count");
    if (tags.length === 0) return [];
    const rows = await this.ctx.store.all<CountRow>({ sql: liveSql, bindings: [this.tenantId] });
    const now = this.ctx.clock.now();
    return tags.map((tag) => reading(tag, rows, now)).filter((one) => {
      const last = this.#sent.get(one.tagId);
      return last === undefined || last.text !== said(one) || now - last.at >= repeatMs;
    });
  }

  keep(readings: readonly Reading[]): void {
    const at = this.ctx.clock.now();
    for (const one of readings) this.#sent.set(one.tagId, { text: said(one), at });
  }
}

const said = ({ value, quality }: Reading): string => `${String(value)} ${quality ?? "good"}`;

function reading(tag: Tag, rows: readonly CountRow[], now: number): Reading {
  const ofKind = rows.filter((row) => row.flow_id === tag.labels?.[0]);
  const sum = (list: readonly CountRow[]): number => list.reduce((all, row) => all + Number(row.n), 0);
  const here = sum(ofKind.filter((row) => row.area_id === tag.area));
  const anywhere = sum(ofKind.filter((row) => row.area_id === null));
  return { tagId: tag.id, ts: now, value: here + anywhere, quality: anywhere > 0 ? "uncertain" : "good" };
}

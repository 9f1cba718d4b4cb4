import { type Area, type AuditAction, type AuditSubject, type JsonObject, type OrgLevel, type OrgUnit, type OrgView, Refusal } from "@safeloop/engine";
import type { Actor, ServerContext, TenantDirectory, Tx } from "../context.ts";
import { ancestorsOf, visibleUnits } from "../people/personView.ts";

const levels: readonly OrgLevel[] = ["group", "company", "site", "unit", "team"];

export interface NewUnit {
  readonly parentId: string;
  readonly level: OrgLevel;
  readonly title: OrgUnit["title"];
  readonly code: string;
}
export type UnitChange = Partial<NewUnit>;
export type NewArea = Omit<Area, "id">;
export type AreaChange = Partial<NewArea>;

/** A level stands under a higher one; only units may nest in units. */
function checkLevel(parent: OrgUnit, level: OrgLevel): void {
  const below = levels.indexOf(level) - levels.indexOf(parent.level);
  if (below < 0 || (below === 0 && level !== "unit")) throw new Refusal("ORG_LEVEL", { parent: parent.level, level });
}

/** The organisation tree and its areas. */
export class OrgService {
  readonly #ctx: ServerContext;

  constructor(ctx: ServerContext) {
    this.#ctx = ctx;
  }

  /** What the actor may see: their site, what their roles reach, and the line up to the root. */
  view(actor: Actor): OrgView {
    const directory = this.#ctx.directory(actor.tenantId);
    const visible = visibleUnits(this.#ctx, actor);
    const line = new Set([...visible, ...ancestorsOf(directory, actor.orgId).map((unit) => unit.id)]);
    return { units: directory.units.filter((unit) => line.has(unit.id)), areas: directory.areas.filter((area) => visible.has(area.orgId)) };
  }

  async addUnit(tx: Tx, actor: Actor, given: NewUnit): Promise<OrgUnit> {
    checkLevel(this.#unit(actor, given.parentId), given.level);
    const unit: OrgUnit = { id: this.#ctx.newId(), tenantId: actor.tenantId, ...given };
    await this.#codeIsFree(tx, "org_units", actor.tenantId, unit.code, unit.id);
    await tx.run({ sql: "insert into org_units (id, tenant_id, parent_id, level, title_zh, title_en, code, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)", bindings: [unit.id, unit.tenantId, unit.parentId, unit.level, unit.title.zh, unit.title.en, unit.code, this.#ctx.clock.now()] });
    await this.#done(tx, actor, "org.unit.create", "unit", unit.id, { title: unit.title.zh, code: unit.code });
    return unit;
  }

  async changeUnit(tx: Tx, actor: Actor, id: string, change: UnitChange): Promise<OrgUnit> {
    const before = this.#unit(actor, id);
    const unit: OrgUnit = { ...before, ...change };
    if (change.parentId !== undefined || change.level !== undefined) this.#checkPlace(actor, before, unit);
    await this.#codeIsFree(tx, "org_units", actor.tenantId, unit.code, id);
    await tx.run({ sql: "update org_units set parent_id = ?, level = ?, title_zh = ?, title_en = ?, code = ? where id = ?", bindings: [unit.parentId, unit.level, unit.title.zh, unit.title.en, unit.code, id] });
    await this.#done(tx, actor, "org.unit.change", "unit", id, change as JsonObject);
    return unit;
  }

  async removeUnit(tx: Tx, actor: Actor, id: string): Promise<void> {
    const unit = this.#unit(actor, id);
    if (unit.parentId === null) throw new Refusal("ORG_IN_USE", { what: "the whole tenant" });
    for (const [what, sql] of [["sub-units", "select 1 as n from org_units where parent_id = ?"], ["areas", "select 1 as n from areas where org_id = ?"], ["people", "select 1 as n from people where org_id = ?"], ["roles", "select 1 as n from role_assignments where org_id = ?"]] as const) {
      if (await tx.first({ sql: `${sql} limit 1`, bindings: [id] })) throw new Refusal("ORG_IN_USE", { what });
    }
    await tx.run({ sql: "delete from org_units where id = ?", bindings: [id] });
    await this.#done(tx, actor, "org.unit.delete", "unit", id, { title: unit.title.zh, code: unit.code });
  }

  async addArea(tx: Tx, actor: Actor, given: NewArea): Promise<Area> {
    this.#checkAreaHome(actor, given.orgId);
    const area: Area = { id: this.#ctx.newId(), ...given };
    await this.#codeIsFree(tx, "areas", actor.tenantId, area.code, area.id);
    const sql = "insert into areas (id, tenant_id, org_id, code, title_zh, title_en, risk, hazard_class, gas_zone, bounds, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    await tx.run({ sql, bindings: [area.id, actor.tenantId, ...areaColumns(area), this.#ctx.clock.now()] });
    await this.#done(tx, actor, "org.area.create", "area", area.id, { title: area.title.zh, code: area.code });
    return area;
  }

  async changeArea(tx: Tx, actor: Actor, id: string, change: AreaChange): Promise<Area> {
    const area: Area = { ...this.#area(actor, id), ...change };
    if (change.orgId !== undefined) this.#checkAreaHome(actor, change.orgId);
    await this.#codeIsFree(tx, "areas", actor.tenantId, area.code, id);
    await tx.run({ sql: "update areas set org_id = ?, code = ?, title_zh = ?, title_en = ?, risk = ?, hazard_class = ?, gas_zone = ?, bounds = ? where id = ?", bindings: [...areaColumns(area), id] });
    await this.#done(tx, actor, "org.area.change", "area", id, change as unknown as JsonObject);
    return area;
  }

  async removeArea(tx: Tx, actor: Actor, id: string): Promise<void> {
    const area = this.#area(actor, id);
    const tags = this.#ctx.services.tags?.all(actor.tenantId).some((tag) => tag.area === id) ?? false;
    if (tags) throw new Refusal("ORG_IN_USE", { what: "tags" });
    await tx.run({ sql: "delete from areas where id = ?", bindings: [id] });
    await this.#done(tx, actor, "org.area.delete", "area", id, { title: area.title.zh, code: area.code });
  }

  #directory(actor: Actor): TenantDirectory {
    return this.#ctx.directory(actor.tenantId);
  }

  #reach(actor: Actor): ReadonlySet<string> {
    return this.#ctx.reach(actor, "org.edit");
  }

  #unit(actor: Actor, id: string): OrgUnit {
    const unit = this.#directory(actor).orgUnit(id);
    if (!unit || !this.#reach(actor).has(id)) throw new Refusal("NOT_FOUND", { what: "org unit" });
    return unit;
  }

  #area(actor: Actor, id: string): Area {
    const area = this.#directory(actor).area(id);
    if (!area || !this.#reach(actor).has(area.orgId)) throw new Refusal("NOT_FOUND", { what: "area" });
    return area;
  }

  #checkPlace(actor: Actor, before: OrgUnit, after: OrgUnit): void {
    if (before.parentId === null) {
      if (after.parentId !== null) throw new Refusal("ORG_CYCLE");
    } else {
      const parent = this.#unit(actor, after.parentId ?? "");
      if (this.#directory(actor).below(before.id).has(parent.id)) throw new Refusal("ORG_CYCLE");
      checkLevel(parent, after.level);
    }
    for (const child of this.#directory(actor).units.filter((unit) => unit.parentId === before.id)) checkLevel(after, child.level);
  }

  #checkAreaHome(actor: Actor, orgId: string): void {
    this.#unit(actor, orgId);
    if (!ancestorsOf(this.#directory(actor), orgId).some((unit) => unit.level === "site")) throw new Refusal("AREA_BASE");
  }

  async #codeIsFree(tx: Tx, table: "org_units" | "areas", tenantId: string, code: string, id: string): Promise<void> {
    const other = await tx.first({ sql: `select id from ${table} where tenant_id = ? and code = ? and id <> ?`, bindings: [tenantId, code, id] });
    if (other) throw new Refusal("CODE_TAKEN", { code });
  }

  async #done(tx: Tx, actor: Actor, action: AuditAction, type: AuditSubject, id: string, detail: JsonObject): Promise<void> {
    await this.#ctx.audit(tx, actor, { action, subject: { type, id }, detail });
    await this.#ctx.directoryChanged(tx, actor.tenantId);
  }
}

function areaColumns(area: Area): readonly unknown[] {
  return [area.orgId, area.code, area.title.zh, area.title.en, area.risk, area.hazardClass ?? null, area.gasZone ?? null, area.bounds ? JSON.stringify(area.bounds) : null];
}

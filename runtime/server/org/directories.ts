import type { Actor, Clock, Reader, Store, TenantDirectory, Tx } from "../context.ts";
import { absenceOf, absencesAfter } from "../people/absencesStore.ts";
import { rolePermissions } from "../people/rolePermissions.ts";
import { peopleOf, type PersonRow, type RoleRow } from "../people/personRows.ts";
import { readMeta, writeMeta } from "../storage/meta.ts";
import { rostersOf } from "./dutyRows.ts";
import { Rosters } from "./rosters.ts";
import { areaOf, type AreaRow, orgUnitOf, type OrgUnitRow } from "./orgRows.ts";
import { DirectorySnapshot } from "./tenantDirectory.ts";

/** Counts changes, so that each process of a shared database knows when to read again. */
const versionKey = "directory.version";

const empty = new DirectorySnapshot([], [], [], [], new Rosters([], "UTC"));

async function load(from: Reader, tenantId: string, now: number, siteTz: string): Promise<DirectorySnapshot> {
  const of = (table: string, order: string): { sql: string; bindings: readonly unknown[] } => ({ sql: `select * from ${table} where tenant_id = ? order by ${order}`, bindings: [tenantId] });
  const units = await from.all<OrgUnitRow>(of("org_units", "created_at, id"));
  const areas = await from.all<AreaRow>(of("areas", "code"));
  const people = await from.all<PersonRow>({ sql: "select id, tenant_id, org_id, login, name, manager_id, status, certificates from people where tenant_id = ? order by name, id", bindings: [tenantId] });
  const roles = await from.all<RoleRow>(of("role_assignments", "person_id, role, org_id"));
  const absences = await absencesAfter(from, tenantId, now);
  return new DirectorySnapshot(peopleOf(people, roles), units.map(orgUnitOf), areas.map(areaOf), absences.map(absenceOf), new Rosters(await rostersOf(from, tenantId), siteTz));
}

/** The directories of all tenants, in memory. Changed only after a commit. */
export class Directories {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #siteTz: string;
  #byTenant: ReadonlyMap<string, DirectorySnapshot> = new Map();
  #version: string | undefined;

  /** By `clock`, absences that are over are left out; without one they are kept too. Shifts run by the wall clock of `siteTz`. */
  constructor(store: Store, clock: Clock = { now: () => 0 }, siteTz = "UTC") {
    this.#store = store;
    this.#clock = clock;
    this.#siteTz = siteTz;
  }

  /** Reads every tenant. Once at start; again where another process may have written. */
  async load(): Promise<void> {
    // The version first: what changes while we read is then read again at the next look.
    this.#version = await readMeta(this.#store, versionKey);
    const roots = await this.#store.all<{ id: string }>({ sql: "select id from org_units where parent_id is null order by created_at, id", bindings: [] });
    const loaded = new Map<string, DirectorySnapshot>();
    for (const { id } of roots) loaded.set(id, await load(this.#store, id, this.#clock.now(), this.#siteTz));
    this.#byTenant = loaded;
  }

  of(tenantId: string): TenantDirectory {
    return this.#byTenant.get(tenantId) ?? empty;
  }

  tenants(): readonly string[] {
    return [...this.#byTenant.keys()];
  }

  /** Reads everything again when another process has changed something; true when it had. */
  async refresh(): Promise<boolean> {
    const version = await readMeta(this.#store, versionKey);
    if (version === this.#version) return false;
    await this.load();
    return true;
  }

  /** Reads the new snapshot inside the unit and swaps it in after its commit. */
  async changed(tx: Tx, tenantId: string): Promise<void> {
    const next = await load(tx, tenantId, this.#clock.now(), this.#siteTz);
    const version = String(Number((await readMeta(tx, versionKey)) ?? 0) + 1);
    await writeMeta(tx, versionKey, version);
    tx.afterCommit(() => {
      this.#version = version;
      this.#byTenant = new Map(this.#byTenant).set(tenantId, next);
    });
  }

  /** Units at which the actor holds the permission. A token reaches the unit it was made for and what is below. */
  reach(actor: Actor, permission: string): ReadonlySet<string> {
    const directory = this.of(actor.tenantId);
    if (!actor.permissions.has(permission)) return new Set();
    if (actor.kind !== "person") return directory.below(actor.orgId);
    const roles = directory.person(actor.id)?.roles ?? [];
    const units = roles.filter(({ role }) => (rolePermissions[role].permissions as readonly string[]).includes(permission)).map(({ orgId }) => directory.below(orgId));
    return units.length === 1 && units[0] ? units[0] : new Set(units.flatMap((one) => [...one]));
  }
}

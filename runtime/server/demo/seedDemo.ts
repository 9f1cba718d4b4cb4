import { randomBytes } from "node:crypto";
import { hashPassword } from "../auth/password.ts";
import type { Clock, Store, Tx } from "../context.ts";
import { type DemoPerson, demoPassword, demoPeople, demoUnits } from "./demoPeople.ts";
import { type DemoPasswords, markDemo } from "./demoState.ts";

export interface DemoAccount {
  readonly login: string;
  readonly password: string;
  readonly name: string;
  readonly role: string;
}

async function addUnits(tx: Tx, now: number): Promise<void> {
  for (const unit of demoUnits) {
    const sql = "insert into org_units (id, tenant_id, parent_id, level, title_zh, title_en, code, created_at) values (?, 'demo', ?, ?, ?, ?, ?, ?)";
    await tx.run({ sql, bindings: [unit.id, unit.parentId, unit.level, unit.zh, unit.en, unit.code, now] });
  }
}

async function addPerson(tx: Tx, person: DemoPerson, hash: string, now: number): Promise<void> {
  const validTo = new Date(now + 365 * 86_400_000).toISOString();
  const certificates = person.certificate ? [{ ...person.certificate, validTo, verify: "verified-official" }] : [];
  const sql = "insert into people (id, tenant_id, org_id, login, name, manager_id, status, certificates, password_hash, must_change, created_at) values (?, 'demo', ?, ?, ?, ?, 'active', ?, ?, 0, ?)";
  await tx.run({ sql, bindings: [`demo-${person.login}`, person.orgId, person.login, person.name, person.manager ? `demo-${person.manager}` : null, JSON.stringify(certificates), hash, now] });
  for (const [role, orgId] of person.roles) {
    await tx.run({ sql: "insert into role_assignments (person_id, role, org_id, tenant_id) values (?, ?, ?, 'demo')", bindings: [`demo-${person.login}`, role, orgId] });
  }
}

/** The role as the start prints it, where nobody has chosen a language yet. */
function printed({ shown }: (typeof demoPeople)[number]): string {
  return shown ? `${shown.zh} ${shown.en}` : "";
}

/** One password for every account, or one each: a fixed one must never be reachable from another machine. */
async function makeAccounts(kind: DemoPasswords): Promise<readonly (DemoAccount & { readonly hash: string })[]> {
  const fixed = kind === "fixed" ? await hashPassword(demoPassword) : undefined;
  const accounts = demoPeople.map(async (person) => {
    const password = kind === "fixed" ? demoPassword : randomBytes(9).toString("base64url");
    return { login: person.login, name: person.name, role: printed(person), password, hash: fixed ?? (await hashPassword(password)) };
  });
  return Promise.all(accounts);
}

/** Accounts worth showing. */
function shown(accounts: readonly (DemoAccount & { readonly hash: string })[]): readonly DemoAccount[] {
  return accounts.filter(({ role }) => role !== "").map(({ login, name, role, password }) => ({ login, name, role, password }));
}

/** The accounts of a loopback demo, known without asking the store. */
export function shownFixedAccounts(): readonly DemoAccount[] {
  return demoPeople.filter((one) => one.shown !== undefined).map((one) => ({ login: one.login, name: one.name, role: printed(one), password: demoPassword }));
}

/** Fills an empty store with the demo company and gives the accounts to print. */
export async function seedDemo(store: Store, clock: Clock, kind: DemoPasswords): Promise<readonly DemoAccount[]> {
  const accounts = await makeAccounts(kind);
  const hashes = new Map(accounts.map(({ login, hash }) => [login, hash]));
  const now = clock.now();
  await store.unit(async (tx) => {
    await addUnits(tx, now);
    for (const person of demoPeople) await addPerson(tx, person, hashes.get(person.login) ?? "", now);
    await markDemo(tx, kind);
  });
  return shown(accounts);
}

/** Replaces the fixed passwords when a demo made on loopback is opened to other machines; sessions end. */
export async function randomiseDemo(store: Store): Promise<readonly DemoAccount[]> {
  const accounts = await makeAccounts("random");
  await store.unit(async (tx) => {
    for (const { login, hash } of accounts) await tx.run({ sql: "update people set password_hash = ? where login = ? and tenant_id = 'demo'", bindings: [hash, login] });
    await tx.run({ sql: "delete from sessions where tenant_id = 'demo'", bindings: [] });
    await markDemo(tx, "random");
  });
  return shown(accounts);
}

import type { JsonObject, JsonValue } from "../../model/json.ts";
import type { Certificate } from "../../model/org.ts";
import type { RegisterName } from "../../model/register.ts";
import type { ContractorFacts, FactContext, PersonFacts } from "../context.ts";
import { contractorStates, verifyStates } from "./asFact.ts";

/** An entry as it is kept; `form` is the form of the record that made it. */
export interface KeptEntry {
  readonly register: RegisterName | "areas";
  readonly key: string;
  readonly form: string;
  readonly at: number; // epoch ms
  readonly facts: JsonObject;
}

/**
 * Puts what records state over the facts gathered elsewhere. Of one form the
 * newest record about a subject counts; of several forms, and of records of
 * one instant, the stricter statement. Holds on people all count. A
 * certificate of a record stands in place of the hand-kept one of the same
 * kind, item and number, and keeps what that says of forgery.
 */
export function applyRegisters(facts: FactContext, entries: readonly KeptEntry[]): FactContext {
  if (entries.length === 0) return facts;
  const about = groupBy(entries, (one) => one.register);
  const people = Object.entries(facts.people ?? {}).map(([id, one]) => [id, personFacts(one, of(about, "people", id), of(about, "certificates", id))] as const);
  const devices = grouped(about, "devices").map(([id, found]) => [id, known({ ...facts.devices?.[id], ...deviceFacts(newest(found)) })] as const);
  const contractors = grouped(about, "contractors").map(([id, found]) => [id, contractorFacts(newest(found))] as const);
  const { area } = facts;
  const evacuated = area !== undefined && of(about, "areas", area.id).some((one) => one.facts["cause"] === "area-evacuation");
  return {
    ...facts,
    ...(facts.people ? { people: Object.fromEntries(people) } : {}),
    ...(devices.length > 0 ? { devices: { ...facts.devices, ...Object.fromEntries(devices) } } : {}),
    ...(contractors.length > 0 ? { contractors: { ...facts.contractors, ...(Object.fromEntries(contractors) as NonNullable<FactContext["contractors"]>) } } : {}),
    ...(evacuated ? { area: { ...area, evacuation: true } } : {}),
  };
}

type Entries = readonly KeptEntry[];

function groupBy(entries: Entries, keyOf: (one: KeptEntry) => string): ReadonlyMap<string, KeptEntry[]> {
  const groups = new Map<string, KeptEntry[]>();
  for (const one of entries) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

const grouped = (about: ReadonlyMap<string, Entries>, register: string): [string, Entries][] => [...groupBy(about.get(register) ?? [], (one) => one.key)];
const of = (about: ReadonlyMap<string, Entries>, register: string, key: string): Entries => (about.get(register) ?? []).filter((one) => one.key === key);

/** The newest of each form; those of one instant all count. */
function newest(entries: Entries): Entries {
  return entries.filter((one) => !entries.some((other) => other.form === one.form && other.at > one.at));
}

const values = (entries: Entries, fact: string): readonly JsonValue[] => entries.flatMap((one) => (one.facts[fact] === undefined ? [] : [one.facts[fact]]));

/** One fact of several entries; null where one of them states it without knowing it. Nothing where none states it. */
function joined(entries: Entries, fact: string, join: (found: readonly JsonValue[]) => JsonValue | undefined): { readonly [fact: string]: JsonValue } {
  const found = values(entries, fact);
  return found.length === 0 ? {} : { [fact]: found.includes(null) ? null : (join(found) ?? null) };
}

/** The last of them in the order. */
const worst = (order: readonly string[]) => (found: readonly JsonValue[]): string | undefined => order.filter((one) => found.includes(one)).at(-1);
/** Kept instants are all written alike, and so sort as texts. */
const earliest = (found: readonly JsonValue[]): string | undefined => found.map(String).sort()[0];

/** What is not known is not there, and so every check that asks for it refuses. */
const known = (facts: object): JsonObject => Object.fromEntries(Object.entries(facts as JsonObject).filter(([, value]) => value !== null));

function contractorFacts(entries: Entries): Partial<ContractorFacts> {
  return known({ ...joined(entries, "status", worst(contractorStates)), ...joined(entries, "validTo", earliest) });
}

function deviceFacts(entries: Entries): JsonObject {
  return {
    ...joined(entries, "calibrationDue", earliest), ...joined(entries, "inspectionDue", earliest),
    ...joined(entries, "exProof", (found) => !found.includes(false)), ...joined(entries, "outOfUse", (found) => found.includes(true)),
  };
}

function personFacts(person: PersonFacts, holds: Entries, certificates: Entries): PersonFacts {
  if (holds.length + certificates.length === 0) return person;
  const reasons = [...new Set(values(holds, "hold").map((one) => String(one ?? "?")))].sort();
  return {
    ...person,
    certificates: certificates.length > 0 ? certificatesOf(person.certificates, certificates) : person.certificates,
    ...(holds.length > 0 ? { status: person.status === "active" ? "held" : person.status, holds: reasons } : {}),
  };
}

const identity = (one: { readonly kind?: unknown; readonly item?: unknown; readonly no?: unknown }): string => JSON.stringify([one.kind ?? null, one.item ?? null, one.no ?? null]);

function certificatesOf(kept: readonly Certificate[], entries: Entries): readonly Certificate[] {
  const records = [...groupBy(entries, (one) => identity(one.facts)).values()].map((same) => {
    const latest = same.filter((one) => !same.some((other) => other.at > one.at));
    const byHand = kept.filter((one) => identity(one) === identity(latest[0]?.facts ?? {})).map((one) => one.verify).filter((one) => one === "mismatch" || one === "forged");
    const verify = byHand.length > 0 ? { verify: worst(verifyStates)([...values(latest, "verify"), ...byHand]) ?? null } : joined(latest, "verify", worst(verifyStates));
    return known({ ...latest[0]?.facts, ...joined(latest, "validTo", earliest), ...verify }) as unknown as Certificate;
  });
  const replaced = new Set(records.map(identity));
  return [...kept.filter((one) => !replaced.has(identity(one))), ...records];
}

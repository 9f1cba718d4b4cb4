import { type CompiledForm, type DeviceFacts, type FactContext, type Field, isObject, type JsonObject, type JsonValue, type PersonFacts } from "@safeloop/engine";
import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../api/client.ts";
import type { Me, PersonView } from "../api/types.ts";
import { useNow } from "../components/useNow.ts";

/** The ids that fields of these kinds name, in rows too. */
export function idsNamed(fields: readonly Field[], data: JsonObject, kinds: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const take = (value: JsonValue | undefined): void => {
    if (typeof value === "string" && value !== "") found.add(value);
    else if (Array.isArray(value)) (value as readonly JsonValue[]).forEach(take);
  };
  for (const field of fields) {
    const value = data[field.key];
    if (kinds.includes(field.kind)) take(value);
    else if (field.shape === "rows" && Array.isArray(value)) (value as readonly JsonValue[]).filter(isObject).forEach((row) => idsNamed(field.children, row, kinds).forEach((id) => found.add(id)));
    else if (field.shape === "object" && isObject(value)) idsNamed(field.children, value, kinds).forEach((id) => found.add(id));
  }
  return [...found].sort();
}

const personFacts = (person: PersonView): PersonFacts => ({ name: person.name, status: person.status, roles: person.roles.map((role) => role.role), certificates: person.certificates ?? [] });

interface AssetView { readonly id: string; readonly calibrationDue?: string; readonly exProof?: boolean }
const deviceFacts = ({ calibrationDue, exProof }: AssetView): DeviceFacts => ({ ...(calibrationDue === undefined ? {} : { calibrationDue }), ...(exProof === undefined ? {} : { exProof }) });

/** Each answered look-up by id; what failed or is not there stays out, and so is unknown. */
function useKnown<T, F>(noun: string, ids: readonly string[], facts: (found: T) => F): { readonly [id: string]: F } {
  return useQueries({
    queries: ids.map((id) => ({ queryKey: [noun, id], queryFn: () => api.get<T>(`/${noun}/${encodeURIComponent(id)}`), staleTime: 300_000, retry: false })),
    // What is combined stays the same object while nothing in it changes.
    combine: (asked) => Object.fromEntries(asked.flatMap((one, index) => (one.data === undefined ? [] : [[ids[index] ?? "", facts(one.data)]]))),
  });
}

/** The facts a form being filled may ask: now (to the minute), who fills it, and the people and equipment it names. */
export function useFacts(form: CompiledForm, data: JsonObject, me: Me): FactContext {
  const people = useKnown<PersonView, PersonFacts>("people", idsNamed(form.roots, data, ["person", "people"]), personFacts);
  const devices = useKnown<AssetView, DeviceFacts>("assets", idsNamed(form.roots, data, ["asset"]), deviceFacts);
  const minute = Math.floor(useNow() / 60_000);
  const { person } = me;
  return useMemo(() => ({
    now: new Date(minute * 60_000).toISOString(),
    event: "submit",
    actor: { id: person.id, orgId: person.orgId, roles: person.roles.map((role) => role.role) },
    initiator: { id: person.id, orgId: person.orgId, name: person.name },
    people: { [person.id]: personFacts(person), ...people },
    devices,
  }), [minute, person, people, devices]);
}

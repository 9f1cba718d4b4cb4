import type { FactContext, PersonFacts } from "../../forms/context.ts";
import { formOf } from "../../forms/index.ts";
import { isObject, own, type JsonValue } from "../../model/json.ts";
import { iso } from "../facts.ts";
import type { FlowEnv, FlowInstance } from "../types.ts";
import type { Simulation, SimulationSetup } from "./types.ts";

/** A run at one moment; without an instance, before it has begun. */
type Moment = Pick<Simulation, "setup" | "answers" | "now"> & { readonly instance?: FlowInstance };

/** What a step may know at this moment of the simulation, for whoever acts. */
export function simulatedEnv(sim: Moment, by?: string): FlowEnv {
  const { form, directory, initiator, calendar } = sim.setup;
  return {
    form, directory, answers: sim.answers, now: sim.now, ctx: simulatedFacts(sim, by),
    orgId: sim.instance?.orgId ?? directory.person(initiator)?.orgId ?? "", ...(calendar ? { calendar } : {}),
  };
}

/** The facts given, with the people who have to do with the ticket. The area's hold only while the work is there. */
function simulatedFacts(sim: Moment, by?: string): FactContext {
  const { facts = {} } = sim.setup;
  const { area, people, ...others } = facts;
  const ids = [...new Set([sim.setup.initiator, ...(by === undefined ? [] : [by]), ...(sim.instance?.participants ?? []), ...textsIn(sim.answers)])];
  const known = ids.flatMap((id) => { const found = personFacts(sim.setup, id); return found ? [[id, found] as const] : []; });
  return {
    ...others, now: iso(sim.now), people: { ...people, ...Object.fromEntries(known) },
    ...(area !== undefined && area.id === areaIn(sim) ? { area } : {}),
  };
}

function personFacts({ directory, facts }: SimulationSetup, id: string): PersonFacts | undefined {
  const person = directory.person(id);
  if (!person) return undefined;
  return { ...(own(facts?.people ?? {}, id) as PersonFacts | undefined), name: person.name, status: person.status, roles: [...new Set(person.roles.map((one) => one.role))], certificates: person.certificates ?? [] };
}

/** The area of the first place field. */
function areaIn({ setup, answers }: Moment): string | undefined {
  const xid = formOf(setup.form).roots.find((field) => field.kind === "place")?.xid;
  const place = xid === undefined ? undefined : own(answers, xid);
  const area = isObject(place) ? own(place, "area") : undefined;
  return typeof area === "string" ? area : undefined;
}

/** Every text of the answers: those that are ids of people name them. */
function textsIn(value: JsonValue): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap((one: JsonValue) => textsIn(one)) : [];
}

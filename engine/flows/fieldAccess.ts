import type { FieldAccess, FieldAccessMap, FlowDefinition } from "../model/flow.ts";
import { accessAt, accessOfSections, widest } from "./fields.ts";
import { isPlan, planOf } from "./plan/plan.ts";
import { mayDecideAt } from "./run/seating.ts";
import { stepOf } from "./run/step.ts";
import { deputiesOf } from "./seats/deputies.ts";
import { peopleAt } from "./seats/seatTree.ts";
import type { FlowEnv, FlowInstance, Visit } from "./types.ts";

/**
 * What a person may see and write now, one entry per field x-id: the widest
 * of the steps they have a seat at. Steps they are not in turn at give
 * reading only, and never more than those steps show. Somebody without any
 * seat reads all (whether they may see the instance is the caller's to say).
 */
export function fieldAccess(def: FlowDefinition, instance: FlowInstance, personId: string, env: FlowEnv): FieldAccessMap {
  const plan = planOf(def);
  if (!isPlan(plan)) return {};
  const seated = instance.visits.filter((visit) => peopleAt(visit).some((one) => one === personId || deputiesOf(env.directory, one, env.now).includes(personId)));
  const maps = seated.map((visit) => {
    const { fields, sections } = stepOf(plan, visit);
    const access = accessAt(env.form, fields ?? accessOfSections(sections ?? []));
    return isInTurn(visit) ? access : new Map([...access].map(([xid, one]) => [xid, readAtMost(one)] as const));
  });
  const all = [...accessAt(env.form, {}).keys()];
  return Object.fromEntries(all.map((xid) => [xid, widest(maps.flatMap((map) => map.get(xid) ?? [])) ?? "read"]));

  function isInTurn(visit: Visit): boolean {
    return plan !== undefined && isPlan(plan) && instance.suspended === undefined && mayDecideAt({ plan, instance, env, answers: env.answers }, visit, personId);
  }
}

/** Access while giving a life event: the sections its form names are editable. */
export function eventFieldAccess(def: FlowDefinition, event: string, env: FlowEnv): FieldAccessMap {
  const found = def.life?.events.find((one) => one.id === event);
  return Object.fromEntries(accessAt(env.form, accessOfSections(found?.form?.sections ?? [])));
}

function readAtMost(access: FieldAccess): FieldAccess {
  return access === "hidden" ? "hidden" : "read";
}

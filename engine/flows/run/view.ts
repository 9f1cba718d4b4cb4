import type { JsonValue } from "../../model/json.ts";
import type { FlowPlan } from "../plan/plan.ts";
import type { FlowEnv, FlowInstance, RegionId, Visit } from "../types.ts";
import { lastOf } from "../lastOf.ts";

export type Answers = { readonly [xid: string]: JsonValue };

/** What questions about an instance are asked of. A `Run` is one too, with the state as it is being made. */
export interface View {
  readonly plan: FlowPlan;
  readonly env: FlowEnv;
  readonly instance: FlowInstance;
  readonly answers: Answers;
}

/** The visit with this id. */
export function visitOf(view: Pick<View, "instance">, id: string): Visit | undefined {
  return view.instance.visits.find((one) => one.id === id);
}

/** The latest visit of a node, in the present walk only (`live`) or at all. */
export function latestVisit(view: Pick<View, "instance">, node: string, live: boolean): Visit | undefined {
  return lastOf(view.instance.visits, (one) => one.node === node && !(live && one.dead));
}

/** The region a visit's token is in; life tasks have none. */
export function regionOfVisit(view: Pick<View, "plan">, visit: Visit): RegionId | undefined {
  return view.plan.regionOf.get(visit.node);
}

/** The display name of a person; the id when the directory does not know them. */
export function nameOf(view: Pick<View, "env">, person: string | null): string {
  return person === null ? "系统/system" : (view.env.directory.person(person)?.name ?? person);
}

import type { Answers, CompiledForm, FactContext } from "../forms/index.ts";
import { compileLogic, isUnknown, type CompiledLogic } from "../logic/index.ts";
import type { WorkDeclaration } from "../model/conflict.ts";
import { isObject, own, type JsonValue } from "../model/json.ts";
import type { JsonLogic } from "../model/logic.ts";
import { parseInstant } from "../time/instant.ts";
import { keyOf, nowhere, type Spot, type Work } from "./work.ts";

/** Which ticket the answers are of. */
export interface Ticket {
  readonly id: string;
  readonly number: string;
}

/** The works a filled form stands for, over their planned period. An instant or place that is not there stays unknown. */
export function worksOf(form: CompiledForm, ticket: Ticket, answers: Answers, facts: FactContext): Work[] {
  const ask = (logic: JsonLogic | undefined): JsonValue | undefined => (logic === undefined ? undefined : valueOf(form, logic, answers, facts));
  return (form.def.work ?? []).filter((one) => one.when === undefined || ask(one.when) !== false).flatMap((one) => {
    const spot = spotOf(own(answers, one.place) as JsonValue | undefined, one.heightM === undefined ? undefined : numberOr(ask(one.heightM)));
    const rest = {
      ticket: ticket.id, number: ticket.number, from: instantIn(answers, one.from), to: instantIn(answers, one.to), spot,
      reachM: numberOr(ask(one.reachM)), layers: numberOr(ask(one.layers)), keys: keysOf(one, ask), linked: one.linked === undefined ? [] : texts(own(answers, one.linked)),
    };
    return kindsOf(one, answers).map((kind) => ({ kind, ...rest }));
  });
}

function kindsOf({ kind }: WorkDeclaration, answers: Answers): readonly string[] {
  return typeof kind === "string" ? [kind] : [...new Set(texts(own(answers, kind.field)))];
}

function keysOf({ keys = {} }: WorkDeclaration, ask: (logic: JsonLogic) => JsonValue | undefined): Work["keys"] {
  return Object.fromEntries(Object.entries(keys).map(([name, logic]) => {
    const value = ask(logic);
    return [name, typeof value === "string" && value.trim() !== "" ? keyOf(value) : null];
  }));
}

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? (value as readonly unknown[]) : [value]).filter((one): one is string => typeof one === "string" && one !== "");
}

function numberOr(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function instantIn(answers: Answers, xid: string): number | null {
  const value = own(answers, xid);
  return typeof value === "string" ? (parseInstant(value) ?? null) : null;
}

/** `height` of the declaration, where it has one, stands for the `z` of the point. */
function spotOf(place: JsonValue | undefined, height: number | null | undefined): Spot {
  if (!isObject(place)) return { ...nowhere, z: height ?? null };
  const point = own(place, "point");
  const of = (axis: string): number | null => (isObject(point) ? numberOr(own(point, axis)) : null);
  return { x: of("x"), y: of("y"), z: height === undefined ? of("z") : height, lat: numberOr(own(place, "lat")), lng: numberOr(own(place, "lng")) };
}

const compiled = new WeakMap<object, CompiledLogic>();

function logicOf(logic: JsonLogic): CompiledLogic {
  if (typeof logic !== "object" || logic === null) return compileLogic(logic, { mode: "kleene" });
  const made = compiled.get(logic) ?? compileLogic(logic, { mode: "kleene" });
  compiled.set(logic, made);
  return made;
}

/** A value; unknown, null or a fault is `undefined`. */
function valueOf(form: CompiledForm, logic: JsonLogic, answers: Answers, facts: FactContext): JsonValue | undefined {
  try {
    const value = logicOf(logic).run(answers, { ...form.env, facts: { ctx: facts as never } });
    return isUnknown(value) || value === null ? undefined : value;
  } catch {
    // A LogicFault: as good as no answer, and what is not known counts.
    return undefined;
  }
}

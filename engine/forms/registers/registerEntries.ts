import { compileLogic, isUnknown, LogicFault, type CompiledLogic, type LogicEnv } from "../../logic/index.ts";
import type { FormDefinition } from "../../model/form.ts";
import { isObject, own, type JsonObject, type JsonValue } from "../../model/json.ts";
import type { JsonLogic } from "../../model/logic.ts";
import { registerFacts, type FormRegister, type RegisterName } from "../../model/register.ts";
import { answeredInstant } from "../../time/answeredInstant.ts";
import { formOf } from "../compiledForm.ts";
import type { Answers } from "../formState.ts";
import { envWith } from "../scope.ts";
import { asFact } from "./asFact.ts";

/** A record as registers see it. Times are epoch ms. */
export interface RegisteredRecord {
  readonly submission: string;
  readonly number: string;
  readonly state: string;
  readonly sentAt: number;
  readonly answers: Answers;
}

/** What one record states of one subject. */
export interface RegisterEntry {
  readonly register: RegisterName;
  readonly key: string;
  readonly at: number; // epoch ms
  readonly facts: JsonObject; // null: stated, but not known
}

/** The entries a record makes now, in the order its form declares them; at most one a declaration. */
export function registerEntries(form: FormDefinition, record: RegisteredRecord): readonly (RegisterEntry | undefined)[] {
  const { number, sentAt, state } = record;
  const facts = { now: iso(sentAt), number, sentAt: iso(sentAt), instance: { state, approvals: [] } };
  return (form.registers ?? []).map((one) => entryOf(one, record, envWith(formOf(form).env, facts)));
}

function entryOf(declared: FormRegister, { answers, submission, sentAt }: RegisteredRecord, env: LogicEnv): RegisterEntry | undefined {
  const key = declared.key === undefined ? submission : idIn(own(answers, declared.key) as JsonValue | undefined);
  const holds = valueOf(declared.when, answers, env);
  if (key === undefined || !(holds === true || (declared.into === "people" && typeof holds !== "boolean"))) return undefined;
  const at = declared.at === undefined ? sentAt : (answeredInstant(valueOf(declared.at, answers, env)) ?? sentAt);
  return { register: declared.into, key, at, facts: factsOf(declared, answers, env) };
}

/** Facts of the right kind; anything else is as good as unknown, which is `null`. */
function factsOf({ into, fields }: FormRegister, answers: Answers, env: LogicEnv): JsonObject {
  const known = (registerFacts[into] as readonly string[]).flatMap((name): [string, JsonValue][] => {
    const expression = own(fields, name) as JsonLogic | undefined;
    const value = expression === undefined ? undefined : valueOf(expression, answers, env);
    return expression === undefined ? [] : [[name, value === undefined ? null : (asFact(name, value) ?? null)]];
  });
  return Object.fromEntries(known);
}

/** An id, or a point with the reading it had (field kind `tag`). */
function idIn(value: JsonValue | undefined): string | undefined {
  const id = isObject(value) ? value["tag"] : value;
  return typeof id === "string" && id !== "" ? id : undefined;
}

const compiled = new WeakMap<object, CompiledLogic>();

function valueOf(expression: JsonLogic, answers: Answers, env: LogicEnv): JsonValue | undefined {
  if (typeof expression !== "object" || expression === null) return expression;
  const logic = compiled.get(expression) ?? compileLogic(expression, { mode: "kleene" });
  compiled.set(expression, logic);
  try {
    const value = logic.run(answers, env);
    return isUnknown(value) || value === null ? undefined : value;
  } catch (error) {
    if (error instanceof LogicFault) return undefined; // as good as no answer
    throw error;
  }
}

const iso = (at: number): string => new Date(at).toISOString();

import { answersByXid, compileLogic, dataByKey, type Field, type FlowDefinition, type FlowEdge, formOf, type FormDefinition, isObject, isUnknown, type JsonLogic, type JsonObject, type JsonValue, own, varsOf } from "@safeloop/engine";
import { branchesOf } from "../edits/moveItem.ts";

/** So many combinations are tried before it is said that no simple answer leads there. */
const most = 5_000;

interface Question {
  readonly form: FormDefinition;
  readonly edges: readonly FlowEdge[];
  readonly fields: readonly Field[];
}

/** Constants a condition compares with. */
function constantsIn(logic: JsonValue): readonly JsonValue[] {
  if (Array.isArray(logic)) return logic.flatMap((one: JsonValue) => constantsIn(one));
  if (isObject(logic)) return Object.entries(logic).flatMap(([operator, args]) => (operator === "var" || operator === "val" || operator === "limit" ? [] : constantsIn(args)));
  return [logic];
}

/** Values worth trying for a field: its options, and the numbers and words its conditions name with what lies beside them. */
function valuesFor(field: Field, constants: readonly JsonValue[]): readonly JsonValue[] {
  const items = own(field.schema, "items");
  const options = field.enum ?? (isObject(items) && Array.isArray(items["enum"]) ? (items["enum"] as JsonValue[]) : undefined);
  if (options) return field.schema["type"] === "array" ? options.map((one) => [one]) : options;
  if (field.schema["type"] === "boolean") return [true, false];
  const isNumber = field.schema["type"] === "number" || field.schema["type"] === "integer";
  return isNumber ? constants.flatMap((one) => (typeof one === "number" ? [one, one + 1, one - 1] : [])) : constants.filter((one) => typeof one === "string");
}

function holds(when: JsonLogic | undefined, scope: JsonObject, form: FormDefinition): boolean {
  if (when === undefined) return false;
  try {
    const value = compileLogic(when, { mode: "kleene" }).run(scope, { ...(form.limits ? { limits: form.limits } : {}), ...(form.tables ? { tables: form.tables } : {}) });
    return !isUnknown(value) && value === true;
  } catch {
    return false; // cannot be judged: not taken
  }
}

function takenBy({ edges, form }: Question, answers: JsonObject): string | undefined {
  return (edges.find((edge) => !edge.default && holds(edge.when, answers, form)) ?? edges.find((edge) => edge.default))?.id;
}

/** Changes of one, two or three fields, fewest first. */
function* changes(fields: readonly Field[], constants: readonly JsonValue[], count: number, from = 0): Generator<ReadonlyMap<Field, JsonValue>> {
  if (count === 0) {
    yield new Map();
    return;
  }
  for (let at = from; at < fields.length; at++) {
    const field = fields[at] as Field;
    for (const value of valuesFor(field, constants)) for (const rest of changes(fields, constants, count - 1, at + 1)) yield new Map([[field, value], ...rest]);
  }
}

/**
 * Answers to change, by property key, so that the flow takes this branch when
 * it comes to it; undefined where no simple change does. What the form
 * computes cannot be chosen.
 */
export function answersFor(flow: FlowDefinition, form: FormDefinition, edgeId: string, data: JsonObject): JsonObject | undefined {
  const compiled = formOf(form);
  const edges = branchesOf(flow, edgeId);
  const named = new Set(edges.flatMap((edge) => (edge.when === undefined ? [] : [...varsOf(edge.when)].map((path) => path.split(".")[0] ?? ""))));
  const question: Question = { form, edges, fields: compiled.roots.filter((field) => named.has(field.xid) && !field.computed) };
  const constants = edges.flatMap((edge) => (edge.when === undefined ? [] : constantsIn(edge.when)));
  const answers = answersByXid(compiled, data);
  if (takenBy(question, answers) === edgeId) return {};
  let tried = 0;
  for (let count = 1; count <= Math.min(3, question.fields.length); count++) {
    for (const change of changes(question.fields, constants, count)) {
      if (++tried > most) return undefined;
      const patch = Object.fromEntries([...change].map(([field, value]) => [field.xid, value]));
      if (takenBy(question, { ...answers, ...patch }) === edgeId) return dataByKey(compiled, patch);
    }
  }
  return undefined;
}

import { issue, type Issue } from "../../issues/issue.ts";
import { isList, isObject, own, type JsonObject, type JsonValue } from "../../model/json.ts";
import type { Pack } from "../../model/pack.ts";
import type { PackAnswers, PackInput } from "./packInput.ts";
import { answerFault, kindOf } from "./selectors.ts";

/** A pack whose parameters are answered. With issues it must not be used. */
export interface FilledPack {
  readonly pack: Pack;
  /** Every answer, defaults among them. */
  readonly answers: PackAnswers;
  readonly issues: readonly Issue[];
}

/**
 * Puts the answers in place of `{"$input": "id"}` in every definition of a
 * pack. What is not answered takes its default. An answer that is missing,
 * does not fit its selector or belongs to no input is an Issue.
 */
export function fillInputs(pack: Pack, given: PackAnswers): FilledPack {
  const inputs = inputsOf(pack);
  const answers: PackAnswers = Object.fromEntries(inputs.flatMap((input) => {
    const value = own(given, input.id) as JsonValue | undefined ?? input.default;
    return value === undefined ? [] : [[input.id, value] as const];
  }));
  const extra = Object.keys(given).filter((id) => !inputs.some((one) => one.id === id)).map((id) => issue("PACK_INPUT_UNKNOWN", `/inputs/${id}`, { id }));
  const issues = [...inputs.flatMap((input) => answerIssues(input, answers)), ...extra];
  return { pack: issues.length > 0 ? pack : filled(pack, answers), answers, issues };
}

/** A pack with its defaults and samples for answers, as its checks and cases see it. */
export function withSamples(pack: Pack): FilledPack {
  return fillInputs(pack, Object.fromEntries(inputsOf(pack).flatMap((one) => (one.default === undefined && one.sample !== undefined ? [[one.id, one.sample]] : []))));
}

/** Faults of the inputs themselves: twice the same id, an unknown selector, a default or sample that does not fit; and places that name none. */
export function inputIssues(pack: Pack): readonly Issue[] {
  const inputs = inputsOf(pack);
  const wrong = (id: string, expected: string): Issue => issue("PACK_SHAPE", `/pack/inputs/${id}`, { field: `inputs/${id}`, expected });
  const faults = inputs.flatMap((one, i) => [
    ...(inputs.findIndex((each) => each.id === one.id) === i ? [] : [wrong(one.id, "another id")]),
    ...(kindOf(one.selector) === undefined ? [wrong(one.id, "{text | number | boolean | choice | tag | area | role | duration}")] : []),
    ...[one.default, one.sample].flatMap((value) => { const why = value === undefined ? undefined : answerFault(one.selector, value); return why === undefined ? [] : [wrong(one.id, why)]; }),
    ...(one.default === undefined && one.sample === undefined ? [wrong(one.id, "default | sample")] : []),
  ]);
  const used = usedIn([pack.forms, pack.flows, pack.rules] as unknown as JsonValue);
  return [...faults, ...[...used].filter((id) => !inputs.some((one) => one.id === id)).map((id) => issue("PACK_INPUT_UNKNOWN", `/pack/inputs/${id}`, { id }))];
}

const inputsOf = (pack: Pack): readonly PackInput[] => pack.manifest.inputs ?? [];

function answerIssues(input: PackInput, answers: PackAnswers): Issue[] {
  const value = own(answers, input.id) as JsonValue | undefined;
  if (value === undefined) return [issue("PACK_INPUT_MISSING", `/inputs/${input.id}`, { id: input.id, title: input.title.zh })];
  const expected = answerFault(input.selector, value);
  return expected === undefined ? [] : [issue("PACK_INPUT_BAD", `/inputs/${input.id}`, { id: input.id, title: input.title.zh, expected })];
}

function filled(pack: Pack, answers: PackAnswers): Pack {
  const all = <T>(list: readonly T[]): readonly T[] => list.map((one) => replaced(one as unknown as JsonValue, answers) as unknown as T);
  return inputsOf(pack).length === 0 ? pack : { ...pack, forms: all(pack.forms), flows: all(pack.flows), rules: all(pack.rules) };
}

function replaced(value: JsonValue, answers: PackAnswers): JsonValue {
  if (isList(value)) return value.map((one) => replaced(one, answers));
  if (!isObject(value)) return value;
  const id = inputNamed(value);
  if (id !== undefined) return own(answers, id) as JsonValue;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, replaced(one, answers)]));
}

function inputNamed(value: JsonObject): string | undefined {
  const id = own(value, "$input");
  return typeof id === "string" && Object.keys(value).length === 1 ? id : undefined;
}

function usedIn(value: JsonValue, found = new Set<string>()): ReadonlySet<string> {
  if (isList(value)) for (const one of value) usedIn(one, found);
  else if (isObject(value)) {
    const id = inputNamed(value);
    if (id !== undefined) found.add(id);
    else for (const one of Object.values(value)) usedIn(one, found);
  }
  return found;
}

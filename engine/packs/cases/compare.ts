import { dataByKey } from "../../forms/index.ts";
import { holdersAt, openNodes as nodesWaiting, timersByName } from "../../flows/index.ts";
import { jsonEqual } from "../../logic/index.ts";
import { own, type JsonObject, type JsonValue } from "../../model/json.ts";
import type { CaseCreated, CaseStep, CaseThen } from "../../model/packCase.ts";
import type { CaseRun } from "./caseRun.ts";
import type { Trace } from "./trace.ts";
import { instantOf } from "./world.ts";

type Look = (run: CaseRun, wanted: never) => string | undefined;

/** One look per member of `then`; each says what is different, or nothing. */
const looks: { readonly [name in keyof CaseThen]-?: Look } = {
  state: (run, wanted: string) => differ("state", run.state(), wanted),
  open: (run, wanted: readonly string[]) => differ("open nodes", openNodes(run), [...wanted].sort()),
  holders: (run, wanted: JsonObject) => first(Object.keys(wanted).map((node) => differ(`holders of ${node}`, holdersOf(run, node), [...(wanted[node] as readonly string[])].sort()))),
  refused: (run, wanted: NonNullable<CaseThen["refused"]>) => refusalDiffers(run, wanted),
  warned: (run, wanted: readonly string[]) => differ("warnings", run.trace.checks.filter((one) => one.verdict !== "pass" && one.severity === "warn").map((one) => one.id).sort(), [...wanted].sort()),
  failing: (run, wanted: readonly string[]) => differ("failing checks", run.trace.checks.filter((one) => one.verdict !== "pass" && one.severity === "block").map((one) => one.id).sort(), [...wanted].sort()),
  passing: (run, wanted: readonly string[]) => differ("passing checks", passing(run, wanted), [...wanted].sort()),
  data: (run, wanted: JsonObject) => dataDiffers(run, wanted),
  told: (run, wanted: readonly string[]) => differ("told", [...run.trace.told].sort(), [...wanted].sort()),
  timers: (run, wanted: NonNullable<CaseThen["timers"]>) => first(Object.keys(wanted).map((name) => differ(`timer ${name}`, timersOf(run, name), dueList(wanted[name])))),
  registered: (run, wanted: NonNullable<CaseThen["registered"]>) => first(Object.keys(wanted).map((id) => registeredDiffers(run, id, wanted[id] ?? null))),
  created: (run, wanted: NonNullable<CaseThen["created"]>) => createdDiffers(run, wanted),
  alarms: (run, wanted: { readonly [id: string]: string }) => first(Object.keys(wanted).map((id) => differ(`alarm ${id}`, alarmState(run, id), wanted[id] ?? ""))),
  edges: (run, wanted: NonNullable<CaseThen["edges"]>) => differ("alarm transitions", run.trace.edges.filter(([, rule]) => !rule.startsWith("device:")).map(([at, ...rest]) => [iso(at), ...rest]), wanted.map(([at, ...rest]) => [iso(instantOf(at, "edges")), ...rest])),
  effects: (run, wanted: readonly string[]) => differ("effects", [...run.trace.effects].sort(), [...wanted].sort()),
};

/** One thing that is not as the step says. `refused` without one asked for is a refusal nobody expected. */
export interface Difference {
  readonly name: string;
  readonly what: string;
}

/** What is not as the step says, in sentences. A refusal nobody asked for is one. */
export function compareThen(run: CaseRun, step: CaseStep): readonly string[] {
  return differencesAt(run, step).map((one) => one.what);
}

/** The same, with the member of `then` each is about. */
export function differencesAt(run: CaseRun, step: CaseStep): readonly Difference[] {
  const { then = {} } = step;
  const names = Object.keys(then) as (keyof CaseThen)[];
  const unknown = names.filter((name) => !(name in looks)).map((name) => ({ name, what: `"then" knows no "${name}"` }));
  const found = names.flatMap((name) => {
    const what = name in looks ? looks[name](run, then[name] as never) : undefined;
    return what === undefined ? [] : [{ name, what }];
  });
  const refused = then.refused === undefined && refusal(run) !== undefined ? [{ name: "refused", what: `unexpectedly refused: ${refusal(run)} ${issueText(run)}` }] : [];
  return [...unknown, ...refused, ...found];
}

/** The code a step was refused with. */
export function refusal(run: CaseRun): string | undefined {
  return run.trace.refused ?? run.trace.issues[0]?.code;
}

function refusalDiffers(run: CaseRun, wanted: NonNullable<CaseThen["refused"]>): string | undefined {
  const found = refusal(run);
  if (found === undefined) return `should be refused with ${wanted.code}, but was accepted`;
  const code = differ("refusal", run.trace.refused ?? distinct(run.trace.issues.map((one) => one.code)).join(","), wanted.code);
  if (code) return `${code} ${issueText(run)}`;
  return wanted.checks && differ("refusing checks", refusingChecks(run), [...wanted.checks].sort());
}

export function refusingChecks(run: CaseRun): readonly string[] {
  return distinct(run.trace.issues.flatMap((one) => (typeof one.params["check"] === "string" ? [one.params["check"]] : [])));
}

function issueText(run: CaseRun): string {
  return run.trace.issues.slice(0, 5).map((one) => `${one.path} ${JSON.stringify(one.params)}`).join("; ").slice(0, 600);
}

function passing(run: CaseRun, wanted: readonly string[]): string[] {
  return wanted.filter((id) => run.trace.checks.some((one) => one.id === id && one.verdict === "pass")).sort();
}

function openNodes(run: CaseRun): string[] {
  return [...nodesWaiting(run.instance)];
}

function holdersOf(run: CaseRun, node: string): string[] {
  return [...holdersAt(run.openTasks(), node)];
}

function dataDiffers(run: CaseRun, wanted: JsonObject): string | undefined {
  const data = dataByKey(run.needForm(), run.trace.judged ?? run.answers);
  return first(Object.keys(wanted).map((key) => includes((own(data, key) as JsonValue | undefined) ?? null, wanted[key] ?? null) ? undefined : `${key} is ${JSON.stringify(own(data, key) ?? null)}, should be ${JSON.stringify(wanted[key])}`));
}

/** Objects may have more members than wanted; lists are compared row by row. */
function includes(found: JsonValue, wanted: JsonValue): boolean {
  if (Array.isArray(found) && Array.isArray(wanted)) return found.length === wanted.length && wanted.every((one: JsonValue, i) => includes(found[i] as JsonValue, one));
  if (isRecord(found) && isRecord(wanted)) return Object.keys(wanted).every((key) => includes(found[key] ?? null, wanted[key] ?? null));
  return jsonEqual(found, wanted);
}

function isRecord(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function createdDiffers(run: CaseRun, wanted: NonNullable<CaseThen["created"]>): string | undefined {
  const { created } = run.trace;
  const all: readonly CaseCreated[] = "form" in wanted ? [wanted] : wanted;
  const found = "form" in wanted ? created.slice(-1) : created;
  if (found.length !== all.length) return `created ${created.length === 0 ? "nothing" : created.map((one) => one.form).join(", ")}, should create ${all.map((one) => one.form).join(", ") || "nothing"}`;
  return first(all.map((one, i) => oneDiffers(found[i], one)));
}

function oneDiffers(created: Trace["created"][number] | undefined, wanted: CaseCreated): string | undefined {
  if (created?.form !== wanted.form) return `created ${created?.form ?? "nothing"}, should create ${wanted.form}`;
  return includes(created.data, wanted.data ?? {}) ? undefined : `created with ${JSON.stringify(created.data)}, should have ${JSON.stringify(wanted.data)}`;
}

/** The record of a case is `s1`, sent when the case begins. */
function registeredDiffers(run: CaseRun, id: string, wanted: JsonObject | null): string | undefined {
  const slash = id.indexOf("/");
  const about = run.registered().filter((one) => one.register === id.slice(0, slash) && one.key === id.slice(slash + 1));
  const facts = about.length === 0 ? null : Object.assign({}, ...about.map((one) => one.facts)) as JsonObject;
  return facts !== null && wanted !== null && includes(facts, wanted) ? undefined : differ(`registered ${id}`, facts, wanted);
}

/** Life timers by their id, others as `node.kind`; due times in order. */
function timersOf(run: CaseRun, name: string): string[] {
  return (timersByName(run.instance)[name] ?? []).map(iso);
}

function dueList(wanted: string | readonly string[] | null | undefined): string[] {
  const list = wanted === null || wanted === undefined ? [] : typeof wanted === "string" ? [wanted] : wanted;
  return list.map((text) => iso(instantOf(text, "timers"))).sort();
}

export function alarmState(run: CaseRun, id: string): string {
  const slash = id.indexOf("/");
  return run.alarms.alarm(id.slice(0, slash), id.slice(slash + 1))?.state ?? "normal";
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function distinct(list: readonly string[]): string[] {
  return [...new Set(list)].sort();
}

function first(found: readonly (string | undefined)[]): string | undefined {
  return found.find((one) => one !== undefined);
}

function differ(what: string, found: unknown, wanted: unknown): string | undefined {
  return jsonEqual(found, wanted) ? undefined : `${what}: ${JSON.stringify(found)}, should be ${JSON.stringify(wanted)}`;
}

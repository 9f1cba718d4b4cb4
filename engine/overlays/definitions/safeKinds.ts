import { isList, isObject, type JsonValue } from "../../model/json.ts";
import type { KindRule, KindTable, SlotRule, ValueTest } from "../tree/kinds.ts";
import { isQuantity } from "./quantity.ts";

const text: ValueTest = (value) => typeof value === "string";
const number: ValueTest = (value) => typeof value === "number" && Number.isFinite(value);
const flag: ValueTest = (value) => typeof value === "boolean";
const yes: ValueTest = (value) => value === true;
const any: ValueTest = () => true;
const list: ValueTest = isList;
const oneOf = (...values: readonly JsonValue[]): ValueTest => (value) => values.includes(value);
const textOrObject: ValueTest = (value) => typeof value === "string" || isObject(value);
const quantity: ValueTest = (value) => isQuantity(value);

type Paths = { readonly [path: string]: ValueTest };

/** Paths as written; `title.*` is any one step below, `print.**` any number of steps. */
function paths(table: Paths): (path: string) => ValueTest | undefined {
  const plain = new Map(Object.entries(table).filter(([path]) => !path.includes("*")));
  const open = Object.entries(table).filter(([path]) => path.includes("*")).map(([path, test]) => [pattern(path), test] as const);
  return (path) => plain.get(path) ?? open.find(([shape]) => shape.test(path))?.[1];
}

/** A step is anything without a dot, or with escaped ones. */
function pattern(path: string): RegExp {
  const shape = path.split(".").map((step) => (step === "**" ? ".+" : step === "*" ? "(?:\\\\.|[^.\\\\])+" : step.replace(/[$\\]/g, "\\$&"))).join("\\.");
  return new RegExp(`^${shape}$`);
}

function kind(slots: { readonly [slot: string]: SlotRule }, set: Paths, made: Paths = {}): KindRule {
  return { slots, prop: paths(set), made: paths(made) };
}

const of = (...kinds: readonly string[]): SlotRule => ({ kinds });
const inSequence = (...kinds: readonly string[]): SlotRule => ({ kinds, sequence: true });
const title: Paths = { "title.zh": text, "title.en": text };
const help: Paths = { "help.zh": text, "help.en": text };
const message: Paths = { "message.zh": text, "message.en": text };
const source: Paths = { sourceStd: text, edition: text, clause: text, confidence: text, effectiveFrom: text, effectiveTo: text };
const evidence: Paths = {
  "evidence.comment.*": flag, "evidence.signature": flag, "evidence.password": flag, "evidence.photo": flag, "evidence.gpsWithin.field": text, "evidence.gpsWithin.limit.value": quantity, "evidence.gpsWithin.limit.*": any,
};
const due: Paths = { "due.after": text, "due.dateField": text, "due.fromField": text, "due.remindAt": list, "due.onOver": textOrObject, "due.transferTo": list };
const selector: Paths = { measurement: text, area: text, assetClass: text, label: text, medium: text, unit: text, form: text, rows: text, "tags.*": flag };
const retype: Paths = { "schema.type": any, "schema.$ref": text, "items.type": any, "items.additionalProperties": flag };
const candidate: Paths = { kind: text, person: text, role: text, at: text, field: text, node: text, level: number, upTo: number };

/**
 * The kind table of forms, flows and rules (overlays.md 1): what a slot takes and
 * what an overlay may set. What is left out no overlay changes: ids, revisions,
 * what a field or a node is, the structural properties that begin with `~`.
 */
export const safeKinds: KindTable = {
  pack: kind({ forms: of("form"), flows: of("flow"), rules: of("rule"), templates: of("template"), inputs: of("input") }, { ...title, "description.*": text }),
  template: kind({}, { ...title, basis: text, "rules.*": flag, "governs.*": flag }, { category: text, form: text, flow: text }),
  input: kind({}, { "**": any }),
  form: kind({ items: of("section", "field"), checks: of("check"), effects: of("effect"), limits: of("limit") }, {
    ...title, "description.*": text, "numbering.pattern": text, "numbering.seqDigits": number, "print.**": any, print: any, "tables.**": any, listFields: list,
  }, { category: text, "schema.*": any, work: list, conflicts: list }),
  section: kind({ items: of("field", "showing") }, { ...title, ...help, columns: number }),
  showing: kind({}, {}, { field: text }),
  field: kind({ options: of("option"), columns: of("field"), members: of("field"), rows: of("row") }, {
    ...title, ...help, required: flag, requiredWhen: any, visible: any, readonly: any, compute: any, allowed: any, default: any, min: number, max: number, minLength: number, maxLength: number,
    pattern: text, unit: text, precision: number, key: text, "ui.**": any, "schema.minItems": number, "schema.maxItems": number, "schema.uniqueItems": flag, "schema.format": text, "schema.x-form": text,
  }, { ...retype, kind: text, "schema.*": any, "items.*": any }),
  option: kind({}, { ...title, title: text, treatAs: text }, { value: any }),
  row: kind({}, { "text.zh": text, "text.en": text, star: yes, "param.title.*": text, "param.unit": text }),
  check: kind({}, { ...message, expr: any, when: any, severity: oneOf("block", "warn"), "params.*": any, "source.*": text, gate: oneOf("start", "entry") }, { target: text, effect: oneOf("check"), on: oneOf("submit", "named") }),
  effect: kind({}, { ...message, expr: any, when: any, severity: oneOf("block", "warn"), "params.*": any, "source.*": text }, { target: text, effect: oneOf("show", "require", "readonly", "compute", "options"), on: text }),
  limit: kind({}, { ...source, value: quantity }, { legalFloor: flag, role: text, conversion: isObject }),
  flow: kind({ body: inSequence("node"), states: of("state"), events: of("event") }, { ...title, "settings.*": any, "life.initial": text }, { "form.id": text, "form.hash": text }),
  node: kind({ branches: inSequence("branch"), candidates: of("candidate"), exclude: of("candidate"), fields: of("permission"), reminders: of("reminder") }, {
    ...title, ...message, ...evidence, ...due, mandatory: yes, onNobody: text, selfApproval: text, mode: text, "vote.**": any, rejectPolicy: text, completion: text, dedupe: text, "signs.*": flag, "checks.*": flag,
    onReject: isObject, "returns.*": any, until: isObject, onOver: text, "act.*": any, "act.data.*": any, "act.message.*": text, repeat: text, rows: text, sync: flag, complete: any, onChildReject: isObject,
    terminate: yes, "join.title.*": text, "join.mode": textOrObject, "join.onFail": isObject, "join.mandatory": yes,
  }, { kind: text, outcome: text, "join.id": text, "flow.id": text, "flow.hash": text, candidates: list, fields: isObject }),
  branch: kind({ body: inSequence("node") }, { when: any, default: yes, "label.*": text }),
  candidate: kind({}, { weight: number }, candidate),
  permission: kind({}, { access: oneOf("hidden", "read", "edit", "require") }),
  reminder: kind({ notify: of("candidate") }, { after: text, ...message, when: any }, { notify: list }),
  state: kind({ timers: of("timer"), tasks: of("task") }, { ...title, tone: text, final: yes }),
  timer: kind({}, { after: textOrObject, at: isObject, from: textOrObject, "whileIn.*": flag, fires: text, remindBefore: list, when: any }),
  task: kind({ candidates: of("candidate"), reminders: of("reminder") }, { ...title, ...due, "form.sections": list, every: text, onOver: text }, { candidates: list }),
  event: kind({ by: of("candidate"), effects: of("act") }, {
    ...title, ...evidence, "from.*": flag, to: text, by: text, "checks.*": flag, "form.sections": list, reason: oneOf("required"), "interlock.causes.*": flag, "interlock.areaField": text, quiet: yes,
  }, { "interlock.watches": list }),
  act: kind({}, { "data.*": any, ...message, value: any, key: any, points: any, rules: any, from: any, until: any, candidates: list, linkField: text, rows: text, when: any }, { do: text, field: text, form: text, flow: text, rule: text, event: text, topic: text }),
  rule: kind({ limits: of("limit"), escalation: of("step"), actions: of("action"), aliases: of("alias"), sets: of("alias") }, {
    ...title, ...message, ...prefixed("select", selector), per: text, condition: any, clear: any, deadband: any, onDelayS: number, offDelayS: number, onDelayReason: text, priority: oneOf("P1", "P2", "P3", "P4"), latch: flag,
    ackRequired: flag, "ladder.id": text, "ladder.step": number, suppressWhen: any, suppressHoldS: number, schedule: text, "inhibitedBy.*": flag, staleAfterS: number, gridS: number, uncertain: text, "sop.*": text, linkedCamera: text,
    groupBy: list, announce: oneOf("settled"),
  }, { "window.**": number, limits: isObject, actions: list }),
  alias: kind({}, { ...selector, optional: yes }),
  step: kind({ to: of("candidate") }, { afterS: number, to: list }, { on: text }),
  action: kind({}, { form: text, cause: text, radiusM: number, "permits.*": flag }, { do: text }),
};

function prefixed(head: string, table: Paths): Paths {
  return Object.fromEntries(Object.entries(table).map(([path, test]) => [`${head}.${path}`, test]));
}

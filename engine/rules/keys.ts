import { issue, type Issue } from "../issues/issue.ts";
import type { AlertRule, AliasSelector, TagSelector } from "../model/rule.ts";
import type { Measurement, Tag } from "../model/tag.ts";
import { areaPoint } from "./areaPoints.ts";
import { distance } from "./distance.ts";
import { isReport } from "./measurement.ts";
import { shapeIssues } from "./ruleShape.ts";
import { unitOf } from "./units/table.ts";
import { sameDimension } from "./units/unit.ts";

/** Inputs of one alarm process. Index 0 is the key's own tag when the rule is per tag. */
export interface KeyInputs {
  readonly key: string; // tag id, area id, or "group"
  readonly tags: readonly Tag[];
  /** The tag the rule is about, when it is about one. */
  readonly own?: Tag;
  /** Optional aliases that no tag answers to. */
  readonly absent: ReadonlySet<string>;
  readonly aliases: ReadonlyMap<string, number>;
  readonly sets: ReadonlyMap<string, readonly number[]>;
  /** The input that counts something in the area of the key; asked for, it becomes one. Undefined when the area has no such point, or several. */
  areaPoint(measurement: Measurement, label: string | undefined): number | undefined;
}

const maxAliases = 16;
const maxSet = 64;

/** The tags a selector means. */
export function selectTags(selector: TagSelector, tags: readonly Tag[]): readonly Tag[] {
  if ("tags" in selector) return tags.filter((tag) => selector.tags.includes(tag.id));
  if ("form" in selector) return tags.filter((tag) => tag.report?.form === selector.form && tag.report.rows === selector.rows && (selector.area === undefined || tag.area === selector.area));
  if (Object.entries(selector).every(([name, part]) => part === undefined || name === "optional")) return [];
  return tags.filter((tag) => !isReport(tag) && matches(selector, tag)); // a form is always named
}

type Facets = Exclude<TagSelector, { readonly tags: readonly string[] } | { readonly form: string }>;

function matches(selector: Facets, tag: Tag): boolean {
  return (selector.measurement === undefined || tag.measurement === selector.measurement)
    && (selector.area === undefined || tag.area === selector.area)
    && (selector.assetClass === undefined || tag.assetClass === selector.assetClass)
    && (selector.medium === undefined || tag.medium === selector.medium)
    && (selector.unit === undefined || sameDimension(unitOf(selector.unit), unitOf(tag.unit)))
    && (selector.label === undefined || (tag.labels ?? []).includes(selector.label));
}

/** One entry per alarm process of the rule. */
export function keysOf(rule: AlertRule, tags: readonly Tag[], issues: Issue[]): readonly KeyInputs[] {
  const selected = selectTags(rule.select, tags);
  if (selected.length === 0) issues.push({ ...issue("RULE_NO_TAG", "/select", { what: "select" }), severity: "warning" });
  checkCounts(rule, issues);
  checkForms(rule, issues);
  return groups(rule, selected).map((group) => inputsOf(rule, group.key, group.tags, tags, issues));
}

/** The inputs of one process alone; undefined when the rule has no such key. */
export function inputsOfKey(rule: AlertRule, tags: readonly Tag[], key: string): KeyInputs | undefined {
  const group = groups(rule, selectTags(rule.select, tags)).find((one) => one.key === key);
  return group && inputsOf(rule, key, group.tags, tags, []);
}

/** The inputs of the first process; undefined when the rule has none. */
export function firstInputs(rule: AlertRule, tags: readonly Tag[]): KeyInputs | undefined {
  const [group] = groups(rule, selectTags(rule.select, tags));
  return group && inputsOf(rule, group.key, group.tags, tags, []);
}

function groups(rule: AlertRule, selected: readonly Tag[]): readonly { key: string; tags: readonly Tag[] }[] {
  if (rule.per === "tag") return selected.map((tag) => ({ key: tag.id, tags: [tag] }));
  if (rule.per === "group") return selected.length === 0 ? [] : [{ key: "group", tags: selected }];
  const byArea = new Map<string, Tag[]>();
  for (const tag of selected) byArea.set(tag.area, [...(byArea.get(tag.area) ?? []), tag]);
  return [...byArea].map(([key, members]) => ({ key, tags: members }));
}

function inputsOf(rule: AlertRule, key: string, own: readonly Tag[], all: readonly Tag[], issues: Issue[]): KeyInputs {
  const tags: Tag[] = [...own];
  const indexOf = (tag: Tag): number => {
    const at = tags.findIndex((one) => one.id === tag.id);
    return at >= 0 ? at : tags.push(tag) - 1;
  };
  const aliases = new Map<string, number>();
  const absent = new Set<string>();
  for (const [name, selector] of Object.entries(rule.aliases ?? {})) {
    const tag = aliasTag(selector, own[0], all);
    if (tag) aliases.set(name, indexOf(tag));
    else if (selector.optional) absent.add(name);
    else issues.push(issue("RULE_ALIAS", `/aliases/${name}`, { alias: name, key }));
  }
  const sets = new Map<string, readonly number[]>([["selected", own.map(indexOf)]]);
  for (const [name, selector] of Object.entries(rule.sets ?? {})) {
    const members = setTags(rule, name, selector, key, own[0], all, issues);
    if (members.length > maxSet) issues.push(issue("RULE_TOO_BIG", `/sets/${name}`, { what: `set "${name}" (${members.length}) for ${key}`, max: maxSet }));
    sets.set(name, members.map(indexOf));
  }
  const areaId = rule.per === "area" ? key : areaOf(own);
  const areaInput = (measurement: Measurement, label: string | undefined): number | undefined => {
    const found = areaId === undefined ? undefined : areaPoint(all, areaId, measurement, label);
    return found && indexOf(found);
  };
  return { key, tags, ...(rule.per === "tag" && own[0] ? { own: own[0] } : {}), absent, aliases, sets, areaPoint: areaInput };
}

/** The one area all of them lie in. */
function areaOf(tags: readonly Tag[]): string | undefined {
  const [first] = tags;
  return first && tags.every((tag) => tag.area === first.area) ? first.area : undefined;
}

/** An alias must mean exactly one tag: the only match among those the key's tag goes with, of all, or in the area of the key. */
function aliasTag(selector: AliasSelector, own: Tag | undefined, all: readonly Tag[]): Tag | undefined {
  const found = selectTags(selector, all);
  const linked = found.filter((tag) => own?.connected?.includes(tag.id));
  if (linked.length === 1) return linked[0];
  if (found.length === 1) return found[0];
  const near = found.filter((tag) => own !== undefined && tag.area === own.area);
  return near.length === 1 ? near[0] : undefined;
}

function setTags(rule: AlertRule, name: string, selector: TagSelector, key: string, own: Tag | undefined, all: readonly Tag[], issues: Issue[]): readonly Tag[] {
  const found = selectTags(selector, all);
  if (rule.per === "area") return found.filter((tag) => tag.area === key);
  const radiusM = largestNear(rule.condition, name);
  return radiusM === undefined || !own ? found : found.filter((tag) => isWithin(tag, own, radiusM, name, issues));
}

/** The largest radius at which a condition uses a set, when it uses it by `near` alone: tags beyond it are no inputs. */
function largestNear(expr: unknown, set: string): number | undefined {
  const radii: number[] = [];
  let isPlain = false;
  const walk = (node: unknown, inNear: boolean): void => {
    if (node === set && !inNear) isPlain = true;
    if (Array.isArray(node)) node.forEach((one) => walk(one, false));
    else if (typeof node === "object" && node !== null) {
      const near = (node as { near?: unknown }).near;
      if (Array.isArray(near) && near[0] === set && typeof near[1] === "number") radii.push(near[1]);
      else Object.values(node).forEach((one) => walk(one, false));
    }
  };
  walk(expr, false);
  return isPlain || radii.length === 0 ? undefined : Math.max(...radii);
}

function isWithin(tag: Tag, own: Tag, radiusM: number, set: string, issues: Issue[]): boolean {
  if (tag.id === own.id) return true;
  if (tag.position && own.position) return distance(tag.position, own.position) <= radiusM;
  issues.push({ ...issue("RULE_NEAR_NO_POSITION", `/sets/${set}`, { tag: tag.position ? own.id : tag.id }), severity: "warning" });
  return false;
}

/** A form is one point per area: there is nothing to gather. What is judged one by one is of one kind. */
function checkForms(rule: AlertRule, issues: Issue[]): void {
  if ("form" in rule.select && rule.per !== "tag") issues.push(issue("RULE_FORM_PER", "/per", { form: rule.select.form }));
  for (const [name, selector] of Object.entries(rule.sets ?? {})) {
    if ("form" in selector !== "form" in rule.select) issues.push(issue("RULE_SHAPE", `/sets/${name}`, { field: `sets.${name}`, expected: "form" in rule.select ? "{form}" : "{tags} | {measurement, area, …}" }));
  }
}

/** The forms a rule reads; with `rows` the rows of one of their tables. A rule without a sound shape reads none. Asked of every rule whenever a form is published, so it is worked out once a rule. */
export function formsOf(rule: AlertRule): readonly FormRead[] {
  const known = formsRead.get(rule) ?? formsReadBy(rule);
  formsRead.set(rule, known);
  return known;
}

interface FormRead {
  readonly form: string;
  readonly rows?: string;
}

const formsRead = new WeakMap<AlertRule, readonly FormRead[]>();

function formsReadBy(rule: AlertRule): readonly FormRead[] {
  if (shapeIssues(rule).length > 0) return [];
  return [rule.select, ...Object.values(rule.aliases ?? {}), ...Object.values(rule.sets ?? {})].flatMap((selector) => ("form" in selector ? [selector] : []));
}

/** Every text in the conditions of a rule: the fields it reads are among them. */
export function textsIn({ condition, clear, suppressWhen }: AlertRule): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (node: unknown): void => {
    if (typeof node === "string") found.add(node);
    else if (typeof node === "object" && node !== null) Object.values(node).forEach(walk);
  };
  [condition, clear, suppressWhen].forEach(walk);
  return found;
}

function checkCounts(rule: AlertRule, issues: Issue[]): void {
  if (Object.keys(rule.aliases ?? {}).length > maxAliases) issues.push(issue("RULE_TOO_BIG", "/aliases", { what: "aliases", max: maxAliases }));
}

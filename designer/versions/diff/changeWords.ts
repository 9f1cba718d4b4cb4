import { childrenOf, type PackElement, type PackTree } from "@safeloop/engine";
import { type Change, type Comparison } from "./changeList.ts";
import { Names, type Naming, wordOf } from "./names.ts";
import { valueWords } from "./valueWords.ts";

/** One change as it is read. */
export interface Line {
  readonly change: Change;
  readonly sentence: string;
  /** The section, step or part it stands under. */
  readonly group: string;
  readonly was?: string;
  readonly now?: string;
  /** True where something of it has no words: its path or its value is shown as JSON. */
  readonly isRaw: boolean;
}

/** Longer values stand beside the sentence, not in it. */
const short = 26;

/** Every change in words, in the order of the definition. */
export function linesOf(comparison: Comparison, given: Omit<Naming, "before" | "after">): readonly Line[] {
  const names = new Names({ ...given, before: comparison.before, after: comparison.after });
  return comparison.changes.map((change) => lineOf(change, names));
}

function lineOf(change: Change, names: Names): Line {
  const group = groupOf(change, names);
  switch (change.what) {
    case "added": case "removed": return { change, group, isRaw: false, ...existence(change, names) };
    case "moved": return { change, group, isRaw: false, ...place(change, names) };
    case "ordered": return { change, group, isRaw: false, sentence: names.given.t(`changes:order.${(change.prop ?? "").slice(1) || "storage"}`, { what: subject(change.el, names) }) };
    case "json": return { change, group, isRaw: true, sentence: names.given.t("changes:json", { path: change.prop === "" ? "/" : change.prop }), ...json(change) };
    default: return { change, group, ...edit(change, names) };
  }
}

function json({ was, now }: Change): { readonly was?: string; readonly now?: string } {
  return { ...(was === undefined ? {} : { was: JSON.stringify(was) }), ...(now === undefined ? {} : { now: JSON.stringify(now) }) };
}

/** 字段“风力”, or 这张表单. */
function subject(el: string, names: Names): string {
  const one = names.at(el);
  if (!one) return names.given.t("changes:name.thing");
  const bare = names.name(el);
  if (["form", "flow", "rule", "branch", "reminder"].includes(one.kind) || bare === names.given.t("changes:name.one", { kind: names.kind(one) })) return bare;
  const inside = ["option", "row", "permission"].includes(one.kind) ? names.given.t("changes:inside", { owner: names.name(one.parent), what: names.kind(one) }) : names.kind(one);
  return names.given.t("changes:subject", { kind: inside, name: bare });
}

function existence(change: Change, names: Names): { readonly sentence: string; readonly was?: string; readonly now?: string } {
  const { t } = names.given;
  const one = names.at(change.el);
  const isNew = change.what === "added";
  const value = one ? contentOf(one, names) : undefined;
  const values = value === undefined ? {} : isNew ? { now: value } : { was: value };
  const where = one && isContainer(names.at(one.parent)) ? names.name(one.parent) : undefined;
  const more = (change.parts?.length ?? 1) - 1;
  const what = subject(change.el, names);
  const key = `changes:${isNew ? "added" : "removed"}${one?.kind === "field" && where !== undefined ? "Field" : where === undefined ? "" : "In"}`;
  const sentence = t(key, { what, where, kind: one?.kind === "field" ? names.fieldKind(one) : "" });
  return { sentence: more > 0 ? t("changes:with", { sentence, count: more }) : sentence, ...values };
}

const isContainer = (one: PackElement | undefined): boolean => one !== undefined && ["section", "node", "branch", "state", "field"].includes(one.kind);

/** What an element that came or went says: the value of a limit, who a candidate is, what is allowed. */
function contentOf(one: PackElement, names: Names): string | undefined {
  const prop = { limit: "value", permission: "access", branch: "when", check: "expr", effect: "when" }[one.kind];
  const value = prop === undefined ? undefined : one.props[prop];
  if (prop === undefined || value === undefined) return undefined;
  return valueWords({ key: "", what: "edited", ops: [], el: one.id, kind: one.kind, prop }, value, names);
}

function place(change: Change, names: Names): { readonly sentence: string; readonly was?: string; readonly now?: string } {
  const { before, after, t } = names.given;
  const [was, now] = [before.elements.get(change.el), after.elements.get(change.el)];
  const what = subject(change.el, names);
  const where = { was: behind(before, was, names), now: behind(after, now, names) };
  if (was && now && was.parent !== now.parent) return { sentence: t("changes:movedTo", { what, from: names.name(was.parent), to: names.name(now.parent) }), ...where };
  return { sentence: t("changes:moved", { what }), ...where };
}

function behind(tree: PackTree, one: PackElement | undefined, names: Names): string {
  const list = one ? childrenOf(tree, one.parent, one.slot) : [];
  const previous = list[list.indexOf(one?.id ?? "") - 1];
  return previous === undefined ? names.given.t("changes:first") : names.given.t("changes:after", { name: names.name(previous) });
}

function edit(change: Change, names: Names): Omit<Line, "change" | "group"> {
  const { t } = names.given;
  const prop = propWords(change, names);
  const [was, now] = [valueWords(change, change.was, names), valueWords(change, change.now, names)];
  const isRaw = prop === undefined || was === undefined || now === undefined;
  const values = { was: was ?? t("changes:value.json"), now: now ?? t("changes:value.json") };
  if (prop === undefined) return { sentence: t("changes:path", { what: subject(change.el, names), path: change.prop }), ...json(change), isRaw };
  return { sentence: sentenceOf(change, prop, values, names), ...values, isRaw };
}

function sentenceOf(change: Change, prop: string, { was, now }: { readonly was: string; readonly now: string }, names: Names): string {
  const { t } = names.given;
  const what = subject(change.el, names);
  if (change.prop === "required") return t(change.now === true ? "changes:required" : "changes:optional", { what: names.name(change.el) });
  if (change.prop === "title" && change.was !== undefined && change.now !== undefined) return was === now ? t("changes:otherLanguage", { what }) : t("changes:renamed", { was, now, kind: names.at(change.el) ? names.kind(names.at(change.el) as PackElement) : "" });
  const isLong = was.length > short || now.length > short || isJson(was, now, names);
  const isList = change.what === "listed";
  if (!isList && change.was === undefined) return t(isLong ? "changes:setLong" : "changes:set", { what, prop, now });
  if (!isList && change.now === undefined) return t("changes:unset", { what, prop });
  if (was === now) return t("changes:otherLanguageOf", { what, prop });
  if (change.kind === "limit" && change.prop === "value") return t("changes:became", { what, was, now });
  return t(isLong ? "changes:editedLong" : "changes:edited", { what, prop, was, now });
}

const isJson = (was: string, now: string, names: Names): boolean => [was, now].includes(names.given.t("changes:value.json"));

/** 必填, 触发条件; undefined where the property has no word. */
function propWords(change: Change, names: Names): string | undefined {
  const key = (change.prop ?? "").replaceAll(".", "-");
  return wordOf(names.given.t, `changes:prop.${change.kind}.${key}`) ?? wordOf(names.given.t, `changes:prop.any.${key}`);
}

/** Sections of a form, steps and states of a flow, parts of a rule. */
function groupOf(change: Change, names: Names): string {
  const { t } = names.given;
  for (let one = names.at(change.el); one; one = names.at(one.parent)) {
    if (["section", "node", "state", "event"].includes(one.kind)) return names.own(one) ?? t("changes:kind.node");
    if (["limit", "check", "effect", "action", "alias", "step"].includes(one.kind)) return t(`changes:group.${one.kind}`);
  }
  const field = names.at(change.el);
  return t(field?.kind === "field" ? "changes:group.loose" : `changes:group.${field?.kind ?? "any"}`);
}


import { definitionOf, issue, type Issue, elementIdOf, type UpperChange as Change, type PlanDecision as Decision, type PackElement as Element, type I18nText, type PlanItem as Item, type OverlayOp as Op, type PackPlanBody, type PackPlanItem, type PackPlanView, type PackTree as Tree } from "@safeloop/engine";
import type { Reader, RouteRequest } from "../../context.ts";
import { issueViews } from "../../views/issueView.ts";
import type { UpgradePlan } from "./upgrade.ts";

type Kind = PackPlanItem["definition"]["kind"];

function textAt(one: Element | undefined, name: string): I18nText | undefined {
  const [zh, en] = [one?.props[`${name}.zh`], one?.props[`${name}.en`]];
  return typeof zh === "string" ? { zh, en: typeof en === "string" ? en : zh } : undefined;
}

/** What a person calls an element: its own title, the text of a measure or message, else its id. */
export function titleOf(trees: readonly Tree[], el: string): I18nText {
  const found = trees.map((tree) => tree.elements.get(el)).find((one) => one !== undefined);
  const id = elementIdOf(el).replace(/^\w+:/, "");
  return textAt(found, "title") ?? textAt(found, "text") ?? textAt(found, "label") ?? textAt(found, "message") ?? { zh: id, en: id };
}

/** A refusal names an element by its title, as the person sees it. */
export function inWords(trees: readonly Tree[], one: Issue): Issue {
  const { el } = one.params;
  if (typeof el !== "string") return one;
  const title = titleOf(trees, el);
  return { ...one, params: { ...one.params, elZh: title.zh, elEn: title.en } };
}

/** The definition an element belongs to, with its title. */
export function definitionAt(trees: readonly Tree[], el: string): PackPlanItem["definition"] {
  const name = definitionOf(el);
  const at = name.indexOf("/");
  const kind = name.slice(0, at) as Kind;
  const id = name.slice(at + 1);
  const root = trees.map((tree) => tree.elements.get(`${name}#${kind}`)).find((one) => one !== undefined);
  return { kind, id, title: textAt(root, "title") ?? { zh: id, en: id } };
}

export const kindAt = (trees: readonly Tree[], el: string): string => trees.map((tree) => tree.elements.get(el)?.kind).find((kind) => kind !== undefined) ?? "";

/** What a person decided, as the engine takes it: another value is a `set` in the place of the operation. */
export function decisionsOf(body: PackPlanBody, items: readonly Item[]): readonly Decision[] {
  return (body.decisions ?? []).map((one): Decision => {
    const { code, key } = one as { code: Decision["code"]; key: string };
    if (one.choice !== "edit") return { code, key, choice: one.choice };
    const item = items.find((each) => each.key === key && each.code === code);
    const [, el = "", prop = ""] = key.split("|");
    const op: Op = { op: "set", el: item?.el ?? el, prop: item?.prop ?? prop, value: (one.value ?? null) as never };
    return { code, key, choice: "edit", ops: [op] };
  });
}

type Locale = RouteRequest["locale"];

function itemView(trees: readonly Tree[], item: Item, locale: Locale, decided?: Decision["choice"]): PackPlanItem {
  return {
    code: item.code, key: item.key, el: item.el, definition: definitionAt(trees, item.el), title: titleOf(trees, item.el), kind: kindAt(trees, item.el), choices: [...item.choices],
    ...(item.prop === undefined ? {} : { prop: item.prop }), ...(item.was === undefined ? {} : { was: item.was }), ...(item.theirs === undefined ? {} : { theirs: item.theirs }),
    ...(item.mine === undefined ? {} : { mine: item.mine }), ...(item.also === undefined ? {} : { also: [...item.also] }), ...(item.why === undefined ? {} : { why: issueViews(item.why.map((one) => inWords(trees, one)), locale) }), ...(decided === undefined ? {} : { decided }),
  };
}

/** Running instances on definitions of the pack: they stay on the revisions they began with. */
async function runningOn(reader: Reader, tenantId: string, flows: readonly string[]): Promise<number> {
  if (flows.length === 0) return 0;
  const marks = flows.map(() => "?").join(",");
  const row = await reader.first<{ n: number }>({ sql: `select count(*) as n from instances where tenant_id = ? and status = 'running' and flow_id in (${marks})`, bindings: [tenantId, ...flows] });
  return row?.n ?? 0;
}

/** The plan as the review shows it. `all`: the conflicts before any decision. */
export async function planView(reader: Reader, tenantId: string, { layer, next, old, plan }: UpgradePlan, all: readonly Item[], locale: Locale): Promise<PackPlanView> {
  const trees = [next.upper.tree, old.tree, plan.result];
  const view = (one: Item, choice?: Decision["choice"]): PackPlanItem => itemView(trees, one, locale, choice);
  const open = new Set(plan.conflicts.map((one) => `${one.code} ${one.key}`));
  const decided = all.filter((one) => !open.has(`${one.code} ${one.key}`)).flatMap((one) => {
    const choice = plan.decisions.find((each) => each.key === one.key && each.code === one.code)?.choice;
    return choice === undefined ? [] : [view(one, choice)];
  });
  const { manifest } = next.upper.base;
  return {
    id: layer.packId, title: { ...manifest.title }, from: layer.version, to: next.offer.pack.manifest.version, planHash: plan.planHash,
    changes: plan.changes.map((one) => view(changeItem(one))), conflicts: plan.conflicts.map((one) => view(one)), decided,
    notices: plan.notices.map((one) => view(one)), locks: plan.lockChanges.map((one) => view(one)),
    running: await runningOn(reader, tenantId, next.upper.base.flows.map((one) => one.id)), parked: plan.overlay.parked?.length ?? 0, cases: casesView(plan, next, view),
  };
}

/** Cases of an overlay that changes nothing are not played: there is nothing they could tell. */
function casesView({ cases }: UpgradePlan["plan"], next: UpgradePlan["next"], view: (one: Item) => PackPlanItem): PackPlanView["cases"] {
  if (!cases) return { played: 0, same: 0, stricter: [], unjudged: 0, apart: 0 };
  const { manifest } = next.upper.base;
  const stricter = cases.stricter.map(({ id, template, step, what, keys }): PackPlanItem => {
    const of = manifest.templates.find((one) => one.id === template);
    const el = keys[0]?.split("|")[1] ?? `pack/${manifest.id}#template:${template}`;
    return { ...view({ code: "CASE_STRICTER", key: id, el, also: keys, why: [issue("PACK_CASE_FAILED", `/cases/${id}`, { case: id, step, what })], choices: [] }), ...(of ? { title: { ...of.title } } : {}) };
  });
  return { played: cases.played, same: cases.same, stricter, unjudged: cases.unjudged.length, apart: cases.apart.length };
}

/** A change of the upper: of one property with both values, else as a whole. */
function changeItem({ el, what, props }: Change): Item {
  const [only, ...more] = Object.entries(props);
  const both = !only || more.length > 0 ? {} : { prop: only[0], ...(only[1].was === undefined ? {} : { was: only[1].was }), ...(only[1].now === undefined ? {} : { theirs: only[1].now }) };
  return { code: "NEW_IN_BASE", key: what.join(" "), el, choices: [], ...both };
}

import { isObject, type JsonValue, textIn } from "@safeloop/engine";
import type { Change } from "./changeList.ts";
import { type Names, wordOf } from "./names.ts";

/** Properties that hold an expression. */
const expressions = /^(visible|requiredWhen|readonly|allowed|compute|expr|when|condition|clear|suppressWhen|complete)$|^params\./;

/** Properties whose values are a closed list of words of the designer or of changes. */
const choices: { readonly [prop: string]: string } = {
  mode: "designer:mode", onNobody: "designer:onNobody", selfApproval: "designer:self", completion: "designer:completion", access: "designer:access", priority: "designer:priority",
  dedupe: "changes:value.dedupe", rejectPolicy: "changes:value.rejectPolicy", severity: "changes:value.severity", gate: "changes:value.gate", on: "changes:value.on", tone: "changes:value.tone",
  "due.onOver": "designer:due", per: "changes:value.per", "select.measurement": "changes:value.measurement", "settings.withdraw": "changes:value.withdraw", confidence: "changes:value.confidence", uncertain: "changes:value.uncertain", announce: "changes:value.announce", repeat: "changes:value.repeat", role: "changes:value.role", "join.mode": "changes:value.join",
};

const signs: { readonly [op: string]: string } = { ">=": "≥", ">": ">", "<=": "≤", "<": "<" };

/** What a value of a change reads like; undefined where it has no words and is shown as JSON only. */
export function valueWords(change: Change, value: JsonValue | undefined, names: Names): string | undefined {
  const { t, locale } = names.given;
  const prop = change.prop ?? "";
  if (value === undefined) return t("changes:value.none");
  if (change.what === "listed") return listWords(change, value, names);
  if (isText(value)) return textIn({ zh: value.zh ?? "", en: value.en ?? value.zh ?? "" }, locale) || textIn({ zh: value.en ?? "", en: value.zh ?? "" }, locale);
  if (expressions.test(prop)) return names.condition(value, change.kind === "rule") ?? (change.kind === "rule" || isObject(value) ? undefined : plainWords(prop, value, names));
  return plainWords(prop, value, names);
}

function plainWords(prop: string, value: JsonValue, names: Names): string | undefined {
  const { t } = names.given;
  if (typeof value === "boolean") return t(value ? "designer:when.yes" : "designer:when.no");
  if (typeof value === "number") return prop.endsWith("S") ? t("changes:value.seconds", { count: value }) : String(Number(value.toPrecision(12)));
  if (typeof value === "string") return stringWords(prop, value, names);
  return isObject(value) ? objectWords(value, names) : undefined;
}

function stringWords(prop: string, value: string, names: Names): string | undefined {
  const { t } = names.given;
  const table = choices[prop];
  if (table !== undefined) return wordOf(t, `${table}.${value}`);
  if (prop === "kind") return names.kindTitle(value);
  if (prop === "unit" || prop === "select.unit") return names.unit(value) || t("changes:value.empty");
  if (/^P(?=.)(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/.test(value)) return spanWords(value, names);
  if (fieldProps.has(prop)) return names.field(value);
  if (nodeProps.has(prop)) return names.byId(prop === "fires" || prop === "onOver" ? `event:${value}` : `state:${value}`);
  if (idProps.test(prop)) return undefined;
  return value === "" ? t("changes:value.empty") : value;
}

const fieldProps: ReadonlySet<string> = new Set(["field", "target", "due.dateField", "due.fromField", "rows", "select.rows", "evidence.gpsWithin.field", "interlock.areaField", "act.field", "linkField"]);
const nodeProps: ReadonlySet<string> = new Set(["to", "life.initial", "fires", "onOver", "from"]);
/** What only names another definition or a thing by its id. */
const idProps = /^(form|flow|rule)(\.|$)|^(schema|items|ui|print|tables|window|ladder)\.|^act\.(form|flow|rule|event|topic)$|^select\.(form|area)$|^(linkedCamera|schedule|category)$/;

function objectWords(value: { readonly [key: string]: JsonValue }, names: Names): string | undefined {
  const { t } = names.given;
  if (typeof value["value"] === "string" && typeof value["unit"] === "string") return [signs[String(value["op"])] ?? "", value["value"], names.unit(value["unit"])].filter((one) => one !== "").join(" ");
  if (typeof value["percentOfRange"] === "number") return t("changes:value.percentOfRange", { count: value["percentOfRange"] });
  if (typeof value["percentOfLimit"] === "number") return t("changes:value.percentOfLimit", { count: value["percentOfLimit"] });
  if (typeof value["n"] === "number" && Object.keys(value).length === 1) return t("changes:value.some", { count: value["n"] });
  if (typeof value["do"] === "string" && Object.keys(value).every((key) => key === "do" || key === "to")) return rejectWords(value, names);
  if (typeof value["duration"] === "string") return spanWords(value["duration"], names);
  if (typeof value["dateField"] === "string") return names.field(value["dateField"]);
  return undefined;
}

function rejectWords(value: { readonly [key: string]: JsonValue }, names: Names): string | undefined {
  const word = wordOf(names.given.t, `designer:reject.${String(value["do"])}`);
  if (value["to"] === undefined || word === undefined) return word;
  const to = names.byId(String(value["to"]));
  return to === undefined ? undefined : names.given.t("changes:value.returnTo", { to });
}

function spanWords(text: string, names: Names): string {
  const [, d, h, m, s] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text) ?? [];
  const parts = [["days", d], ["hours", h], ["minutes", m], ["seconds", s]] as const;
  return parts.flatMap(([key, count]) => (count === undefined ? [] : [names.given.t(`changes:value.${key}`, { count: Number(count) })])).join(" ");
}

/** The members of a list by name. */
function listWords(change: Change, value: JsonValue, names: Names): string | undefined {
  const { t } = names.given;
  if (!Array.isArray(value)) return undefined;
  const words = (value as readonly JsonValue[]).map((one) => (isObject(one) ? names.candidate(one) : memberWords(change.prop ?? "", String(one), names)));
  if (words.includes(undefined)) return undefined;
  return words.length === 0 ? t("changes:value.none") : words.join(t("designer:who.comma"));
}

function memberWords(set: string, id: string, names: Names): string | undefined {
  if (set === "select.tags" || set === "tags") return id; // a tag's id is its name in the plant
  if (set === "signs") return names.field(id);
  if (set === "evidence.comment") return wordOf(names.given.t, `changes:value.comment.${id}`);
  if (set === "vote.vetoRoles") return names.given.role(id as never);
  if (set === "from" || set === "whileIn") return names.byId(`state:${id}`);
  if (set === "checks") return names.byId(`check:${id}`) ?? names.given.check(id);
  return undefined;
}

function isText(value: JsonValue): value is { readonly zh?: string; readonly en?: string } {
  return isObject(value) && Object.keys(value).length > 0 && Object.entries(value).every(([key, one]) => (key === "zh" || key === "en") && typeof one === "string");
}

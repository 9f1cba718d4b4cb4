import type { AlertRule, ReportField, ReportStream } from "@safeloop/engine";
import type { Edit } from "../../commands/commandStack.ts";
import { logicOf } from "../condition/condition.ts";
import type { Compare } from "../condition/model.ts";
import { siteLimit, withLimit } from "./limitEdits.ts";

const unitless = "1";

/** What a new rule about tags says; one about forms has neither a tag nor a value to name. */
export const tagMessage: AlertRule["message"] = { zh: "{tag} {value}，已达 {limit}", en: "{tag} {value} has reached {limit}" };

const formMessage = ({ title }: AlertRule): AlertRule["message"] => ({ zh: `{area}：${title.zh}`, en: `{area}: ${title.en}` });

/** What a person wrote stays; what the rule began with follows what it is about. */
const messageFor = (rule: AlertRule, from: AlertRule["message"], to: AlertRule["message"]): AlertRule["message"] => (rule.message.zh === from.zh && rule.message.en === from.en ? to : rule.message);

/** A limit of the unit a field has, to be compared with it: one the rule has, else a new one that the site answers for. */
function limitFor(rule: AlertRule, field: ReportField): { readonly id: string; readonly limits: AlertRule["limits"] } {
  const unit = field.unit ?? unitless;
  const known = Object.entries(rule.limits).find(([, limit]) => limit.unit === unit);
  if (known) return { id: known[0], limits: rule.limits };
  return withLimit(rule.limits, unit, ">=");
}

/** The comparison a field begins with: a number with a limit that has a source, a choice with its first option. */
export function comparisonWith(rule: AlertRule, kind: "event" | "latest", xid: string, field: ReportField): { readonly condition: Compare; readonly limits: AlertRule["limits"] } {
  const term = { kind, field: xid };
  if (field.type === "number") {
    const { id, limits } = limitFor(rule, field);
    return { condition: { kind: "compare", term, op: ">=", operand: { kind: "limit", id } }, limits };
  }
  return { condition: { kind: "compare", term, op: "==", operand: { kind: "literal", value: field.type === "boolean" ? true : (field.options?.[0]?.value ?? "") } }, limits: rule.limits };
}

/** Makes the rule one about filled forms, with a condition on the first of their fields. */
export function aboutForm(form: string, stream: ReportStream | undefined): Edit<AlertRule> {
  return {
    title: { zh: "改为按表单判断", en: "Judge a form" },
    apply(rule) {
      const { aliases: _aliases, sets: _sets, deadband: _deadband, clear: _clear, ...kept } = rule;
      const plain: AlertRule = { ...kept, message: messageFor(rule, tagMessage, formMessage(rule)), select: { form, ...(stream?.rows === undefined ? {} : { rows: stream.rows }) }, per: "tag", limits: {}, onDelayS: 0, offDelayS: 0 };
      const [first] = Object.entries(stream?.fields ?? {});
      if (!first) return { ...plain, condition: { ">=": [{ count: [604_800] }, 3] } };
      const { condition, limits } = comparisonWith(plain, first[1].type === "number" ? "latest" : "event", first[0], first[1]);
      return { ...plain, limits, condition: logicOf(condition) };
    },
  };
}

/** Makes it one about tags again. */
export function aboutTags(select: AlertRule["select"]): Edit<AlertRule> {
  return {
    title: { zh: "改为按位号判断", en: "Judge tags" },
    apply: (rule) => ({ ...rule, message: messageFor(rule, formMessage(rule), tagMessage), select, limits: { H: { value: 0, unit: "", op: ">=", ...siteLimit } }, condition: { ">=": [{ value: [] }, { limit: ["H"] }] } }),
  };
}

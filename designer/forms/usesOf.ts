import { type FormDefinition, type I18nText, isObject } from "@safeloop/engine";

export interface Use {
  readonly key: string;
  readonly label: I18nText;
}

/** True when a condition reads the field, at any depth, by `var` or `val`. */
function reads(logic: unknown, xid: string): boolean {
  if (Array.isArray(logic)) return logic.some((one) => reads(one, xid));
  if (!isObject(logic)) return false;
  return Object.entries(logic).some(([operator, argument]) => {
    const paths: unknown[] = Array.isArray(argument) ? argument : [argument];
    const isRead = (operator === "var" || operator === "val") && paths.some((path) => typeof path === "string" && (path === xid || path.startsWith(`${xid}.`)));
    return isRead || reads(argument, xid);
  });
}

const words: { readonly [effect: string]: I18nText } = {
  show: { zh: "显示条件", en: "Display condition" },
  require: { zh: "必填条件", en: "Required condition" },
  readonly: { zh: "只读条件", en: "Read-only condition" },
  compute: { zh: "计算", en: "Calculation" },
  check: { zh: "检查", en: "Check" },
  options: { zh: "可选项", en: "Options" },
};

/** What on this form would change its meaning if the field went. */
export function usesOf(form: FormDefinition, xid: string): readonly Use[] {
  const rules = form.logic.flatMap((rule, at): Use[] => {
    if (!reads(rule.when, xid) && !reads(rule.expr, xid)) return [];
    const word = words[rule.effect] ?? { zh: rule.effect, en: rule.effect };
    const of = rule.id ?? rule.target;
    return [{ key: `rule/${at}`, label: { zh: `${word.zh} · ${of}`, en: `${word.en} · ${of}` } }];
  });
  const list: Use[] = form.listFields?.includes(xid) ? [{ key: "list", label: { zh: "列表列", en: "List column" } }] : [];
  return [...rules, ...list];
}

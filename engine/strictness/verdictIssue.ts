import { issue, type Issue } from "../issues/issue.ts";
import type { JsonValue } from "../model/json.ts";
import type { I18nText } from "../model/text.ts";
import type { Offer, Verdict } from "./strictness.ts";

/** What a refusal says: the element and facet, both values, the clause or layer that locked it, and titles of what a witness names. */
export interface SaidOf {
  readonly el: string;
  readonly facet: string;
  readonly upper: string;
  readonly local: string;
  /** The clause, else the layer that locked it. */
  readonly source: string;
  readonly titles?: { readonly [term: string]: I18nText };
}

const offers: { readonly [offer in Offer]: I18nText } = {
  additionalCheck: { zh: "增加一条校验", en: "add a check of your own" },
  additionalRule: { zh: "增加一条报警规则", en: "add an alarm rule of your own" },
  nodeInSeries: { zh: "在后面加一个审批节点", en: "add an approval node in series" },
  modeAll: { zh: "同时改为会签，或在后面加一个审批节点", en: "make all of them decide, or add an approval node in series" },
  treatAs: { zh: "写明新选项按哪个已有选项处理", en: "say which known option the new one is treated as" },
};

/** The lawful way to say it, in words. */
export function offerText(offer: Offer): I18nText {
  return offers[offer];
}

/** The refusal of a verdict under `tightenOnly`; undefined for what is lawful. */
export function verdictIssue(verdict: Verdict, path: string, { el, facet, upper, local, source, titles }: SaidOf): Issue | undefined {
  switch (verdict.is) {
    case "equal":
    case "tighter": return undefined;
    case "looser": return issue("LOCK_LOOSER", path, { el, facet, upper, local, source, ...witnessParams(verdict.witness, titles) });
    case "incomparable": return issue(verdict.code ?? "INCOMPARABLE", path, { el, facet, upper, local });
    case "undecided": {
      const { zh, en } = offers[verdict.offer ?? "additionalCheck"];
      return issue("EXPR_UNDECIDED", path, { el, facet, offerZh: zh, offerEn: en });
    }
  }
}

function witnessParams(witness: { readonly [term: string]: JsonValue } | undefined, titles: SaidOf["titles"]): { readonly witnessZh: string; readonly witnessEn: string } {
  if (!witness || Object.keys(witness).length === 0) return { witnessZh: "", witnessEn: "" };
  const { zh, en } = witnessText(witness, titles);
  return { witnessZh: `例如 ${zh} 时，上级会拒绝或报警，新值不会。`, witnessEn: `With ${en}, for one, the layer above refuses or raises and the new value does not.` };
}

const missing: I18nText = { zh: "未填", en: "missing" };

/** A witness as a sentence part: `风力 = 6 且 室外 = 是`. `titles` names the terms. */
export function witnessText(terms: { readonly [term: string]: JsonValue }, titles: { readonly [term: string]: I18nText } = {}): I18nText {
  const said = (language: "zh" | "en", and: string): string => Object.entries(terms)
    .map(([term, value]) => `${titles[term]?.[language] ?? term} = ${value === null ? missing[language] : typeof value === "boolean" ? yesNo[language][Number(value)] : String(value)}`)
    .join(and);
  return { zh: said("zh", " 且 "), en: said("en", " and ") };
}

const yesNo = { zh: ["否", "是"], en: ["no", "yes"] } as const;

import { textIn, type I18nText, type Locale } from "../model/text.ts";

/** Every word a print says of its own. */
const table = {
  yes: { zh: "是", en: "Yes" },
  no: { zh: "否", en: "No" },
  blank: { zh: "—", en: "—" },
  colon: { zh: "：", en: ": " },
  separator: { zh: "，", en: ", " },
  semicolon: { zh: "；", en: "; " },
  comma: { zh: "、", en: ", " },
  unknown: { zh: "未知", en: "Unknown" },
  hidden: { zh: "（无权查看）", en: "(not yours to see)" },
  verify: { zh: "待核实", en: "To verify" },
  noRows: { zh: "没有记录", en: "None recorded" },
  step: { zh: "环节", en: "Step" },
  opinion: { zh: "意见", en: "Opinion" },
  signed: { zh: "签字", en: "Signature" },
  timePlace: { zh: "时间、地点", en: "Time, place" },
  measureNo: { zh: "编号", en: "No." },
  measure: { zh: "安全措施", en: "Measure" },
  applies: { zh: "是否涉及", en: "Applies" },
  confirmedBy: { zh: "确认人", en: "Confirmed by" },
  confirmedAt: { zh: "确认时间", en: "Confirmed at" },
  time: { zh: "时间", en: "Time" },
  param: { zh: "（{title}：{value}）", en: " ({title}: {value})" },
  copy: { zh: "（{copy}）", en: "({copy})" },
  reason: { zh: "不涉及的理由：", en: "Why not: " },
  notJudged: { zh: "未填写", en: "Not filled in" },
  notConfirmed: { zh: "未确认", en: "Not confirmed" },
  approved: { zh: "同意", en: "Approved" },
  rejected: { zh: "驳回", en: "Rejected" },
  returned: { zh: "退回", en: "Returned" },
  filled: { zh: "已填写", en: "Filled in" },
  waiting: { zh: "待办", en: "Waiting" },
  void: { zh: "已作废", en: "Void" },
  system: { zh: "系统", en: "System" },
  standsIn: { zh: "（代 {name}）", en: " (for {name})" },
  distance: { zh: "距作业点 {m} m", en: "{m} m from the work" },
  noPlace: { zh: "地点未记录", en: "place not recorded" },
  broken: { zh: "签名核验不通过", en: "Signature does not verify" },
  number: { zh: "编号 {number}", en: "No. {number}" },
  state: { zh: "状态 {state}", en: "State: {state}" },
  template: { zh: "模板 v{revision}", en: "Template v{revision}" },
  printed: { zh: "打印 {at}", en: "Printed {at}" },
  record: { zh: "以系统记录为准", en: "The record in the system is what counts" },
  scan: { zh: "扫码核验", en: "Scan to verify" },
  notInForce: { zh: "未生效", en: "NOT IN FORCE" },
  draft: { zh: "草稿", en: "DRAFT" },
  approvals: { zh: "审批", en: "Approvals" },
  events: { zh: "作业过程", en: "Course of the work" },
  what: { zh: "事项", en: "What" },
  remark: { zh: "说明", en: "Remark" },
  page: { zh: "第 {n} 页 共 {m} 页", en: "Page {n} of {m}" },
  continued: { zh: "续 {n}", en: "continued {n}" },
  tableContinued: { zh: "（续 {n}）", en: " (continued {n})" },
  noImage: { zh: "图像未能打印，见系统附件", en: "Picture not printed; see the attachment" },
  files: { zh: "见系统附件", en: "see the attachment" },
  verified: { zh: "已核验", en: "verified" },
  unverified: { zh: "未核验", en: "not verified" },
  validTo: { zh: "有效期至 {at}", en: "valid to {at}" },
  minutes: { zh: "{n} 分钟", en: "{n} min" },
  deleted: { zh: "（已删除）", en: "(deleted)" },
} as const satisfies { readonly [name: string]: I18nText };

export type PrintWord = keyof typeof table;

/** How a signature was given, by its method. */
const methods: { readonly [method: string]: I18nText } = {
  strokes: { zh: "手写", en: "handwritten" }, image: { zh: "手写", en: "handwritten" }, handwritten: { zh: "手写", en: "handwritten" },
  account: { zh: "账号", en: "account" }, password: { zh: "口令", en: "password" },
};

/** The words of one language. */
export interface Words {
  readonly locale: Locale;
  /** A word, with `{name}` filled in. */
  say(word: PrintWord, params?: { readonly [name: string]: string | number }): string;
  text(text: I18nText | undefined): string;
  method(method: string | undefined): string;
}

/** The words of a language. */
export function wordsIn(locale: Locale): Words {
  const filled = (text: string, params: { readonly [name: string]: string | number }): string => text.replace(/\{([a-z]+)\}/g, (whole, name: string) => (Object.hasOwn(params, name) ? String(params[name]) : whole));
  return {
    locale,
    say: (word, params = {}) => filled(textIn(table[word], locale), params),
    text: (text) => (text === undefined ? "" : textIn(text, locale)),
    method: (method) => (method === undefined ? "" : Object.hasOwn(methods, method) ? textIn(methods[method] as I18nText, locale) : method),
  };
}

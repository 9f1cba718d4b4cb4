import type { Words } from "./i18n.ts";

/** Words of absences and deputies. */
const absences: Words = {
  nav: "外出代理", title: { away: "我外出中，由 {{name}} 代理", planned: "{{from}} 起外出，由 {{name}} 代理", none: "没有设置外出代理" }, sub_one: "我正代 {{count}} 人办理", sub_other: "我正代 {{count}} 人办理",
  add: "设置代理", load: "读取外出代理", mine: "我的外出", forOthers: "由我代理的", noMine: "还没有设置过外出代理", noneNow: "现在没有，也没有预定的", noMineHint: "外出时，新到和在办的任务都可由代理人办理；自己仍可办理", noOthers: "没有人请我代理", past: "以前的 {{count}} 次",
  column: { who: "本人", deputy: "代理人", from: "从", to: "到", reason: "原因", state: "状态" }, state: { present: "代理中", future: "未开始", past: "已结束" },
  form: { title: "设置外出代理", lead: "代理人在这段时间里可以办理我的任务，记录上写明代我办理。不能代理的步骤（如职责分离）除外。", deputy: "代理人", from: "从", to: "到", reason: "原因（选填）", reasonHint: "例如：出差、休假", now: "从现在起", today: "到今天 18:00", week: "到下周一 08:00", order: "“到”要晚于“从”", past: "“到”要在现在之后" },
  end: { now: "现在结束", title: "结束 {{name}} 的代理？", follows: "{{name}} 立即不能再代 {{who}} 办理，{{who}} 的待办只留给本人。", remove: "取消代理", removeTitle: "取消 {{name}} 的代理？", removeFollows: "这次代理还没有开始，取消后不再生效。" },
};
export default absences;

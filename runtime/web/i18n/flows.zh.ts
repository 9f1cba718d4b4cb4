import type { Words } from "./i18n.ts";

/** A run upon the drawing of its flow. */
const words: Words = {
  view: { label: "看法", picture: "图", list: "列表" },
  kind: { start: "发起", approval: "审批", fill: "填写", notify: "抄送", exclusive: "条件分支", parallel: "并行", inclusive: "包容分支", join: "汇合", wait: "等待", act: "动作", subflow: "子流程", end: "结束" },
  mark: { done: "已办", now: "现在", stuck: "停住", bad: "未通过", skipped: "没有走", ahead: "还没到" },
  branch: { title: "分支", otherwise: "其他情况", noneElse: "以上都不成立", always: "同时进行", order: "优先 {{order}}", default: "默认", custom: "自定义条件" },
  skip: { false: "“{{condition}}”不成立，没有走", unknown: "“{{condition}}”无法判断，没有走", earlier: "已走“{{branch}}”，这里没有走", ended: "流程已结束，没有走到", notNeeded: "没有走" },
  comma: "、", by: "{{name}} {{act}}", system: "系统处理", at: "{{time}}", took: "用时 {{time}}", waits: "等 {{names}}", waited: "已等 {{time}}", due: "时限 {{time}}", passed: "已过", automatic: "自动",
  stuck: { nobody: "找不到可以办的人", unknownCondition: "条件无法判断", other: "不能继续" },
  void: { one: "第 {{n}} 轮作废：{{what}}", returned: "被退回", withdrawn: "被撤回", tookBack: "被拿回", jumped: "被跳过", joinLost: "其他分支已定，不再需要", ended: "流程结束，不再需要", terminated: "被终止", migrated: "换到新版本", done: "重新走" },
  summary: "走过 {{walked}} 个环节", summarySkipped: "没有走 {{count}} 个", summaryNow: "现在在“{{steps}}”", revision: "按发起时的版本画",
  fit: "看全图", full: "原大小",
  load: "读取流程图", gone: "流程的这个版本读不到，画不出图。“经过与预计”仍然完整。",
};

export default words;

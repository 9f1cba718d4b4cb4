import type { Words } from "./i18n.ts";

/** Conditions of flows and forms as sentences. */
const words: Words = {
  condition: {
    compare: "{{left}} {{op}} {{right}}", choice: "如果 {{when}}，{{then}}；否则 {{otherwise}}", holds: "成立", fails: "不成立", holdsOf: "{{field}} 成立", bracket: "（{{words}}）",
    not: "不满足（{{what}}）", known: "{{field}} 已填写", missing: "{{field}} 没有填写", oneOf: "{{field}} 是 {{values}} 之一", nothing: "空",
  },
  when: { op: { "===": "等于", "!==": "不等于", "==": "约等于", "!=": "不约等于", ">=": "不小于", "<=": "不大于", ">": "大于", "<": "小于", in: "包含" }, yes: "是", no: "否" },
  rule: { and: "并且", or: "或者" },
  who: { comma: "、" },
};

export default words;

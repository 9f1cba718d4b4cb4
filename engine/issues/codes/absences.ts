import type { CodeTable } from "../table.ts";

/** Codes of absences and deputies. */
export const absencesCodes = {
  ABSENCE_WINDOW: { status: 422, params: [], zh: "开始时间必须早于结束时间。请改正后再提交。", en: "The start must lie before the end. Correct the times and send it again." },
  ABSENCE_PAST: { status: 422, params: [], zh: "结束时间必须在未来。请选择以后的时间。", en: "The end must lie in the future. Choose a later time." },
  ABSENCE_TOO_LONG: { status: 422, params: ["years"], zh: "一次不在岗最长 {years} 年。请缩短时间。", en: "An absence lasts at most {years} years. Make it shorter." },
  ABSENCE_SELF: { status: 422, params: [], zh: "不能由本人代理本人。请选择其他人。", en: "Nobody stands in for themselves. Choose another person." },
  ABSENCE_DEPUTY: { status: 422, params: ["name"], zh: "{name}的账号未启用，不能作代理人。请选择其他人。", en: "The account of {name} is not active, so they cannot stand in. Choose another person." },
  ABSENCE_OVERLAP: { status: 409, params: ["from", "to"], zh: "此人在 {from} 至 {to} 已登记不在岗，时间不能重叠。请先结束原来的登记，或改时间。", en: "This person is already registered as away from {from} to {to}; absences cannot overlap. End that one first or change the times." },
  ABSENCE_CIRCLE: { status: 409, params: ["people"], zh: "代理关系会成环：{people}。请选择此期间在岗的人。", en: "The deputies would form a circle: {people}. Choose somebody who is there in that time." },
  ABSENCE_TOO_MANY: { status: 409, params: ["max"], zh: "每人最多登记 {max} 条当前和将来的不在岗。请先删除不需要的。", en: "A person may have at most {max} present and future absences. Remove some first." },
  ABSENCE_OVER: { status: 409, params: [], zh: "这次不在岗已经结束，没有更改。", en: "This absence is over already; nothing was changed." },
} as const satisfies CodeTable;

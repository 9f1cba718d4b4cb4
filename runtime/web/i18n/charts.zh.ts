import type { Words } from "./i18n.ts";

/** Words drawn in charts. */
const charts: Words = {
  gap: "数据中断 {{minutes}} 分钟，不连线",
  unknown: "数据中断",
  quality: { good: "质量良好", uncertain: "质量存疑", bad: "质量坏" },
  alarms: "报警",
  qualityBand: "质量",
};
export default charts;

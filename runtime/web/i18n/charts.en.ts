import type { Words } from "./i18n.ts";

/** Words drawn in charts. */
const charts: Words = {
  gap: "No data for {{minutes}} min, not joined",
  unknown: "No data",
  quality: { good: "good quality", uncertain: "uncertain quality", bad: "bad quality" },
  alarms: "Alarms",
  qualityBand: "Quality",
};
export default charts;

import type { I18nText } from "../../model/text.ts";

/** What the made-up ids of sample data stand for. They begin with `sample-`, so that none is taken for a real one. */
export const sampleNames: { readonly [id: string]: I18nText } = {
  "sample-person-1": { zh: "张伟（样例）", en: "Zhang Wei (sample)" },
  "sample-person-2": { zh: "李娜（样例）", en: "Li Na (sample)" },
  "sample-person-3": { zh: "王强（样例）", en: "Wang Qiang (sample)" },
  "sample-unit": { zh: "样例车间", en: "Sample unit" },
  "sample-area": { zh: "样例区域", en: "Sample area" },
  "sample-asset": { zh: "样例设备", en: "Sample equipment" },
  "sample-tag": { zh: "样例位号", en: "Sample tag" },
  "sample-record": { zh: "样例单据", en: "Sample record" },
  "sample-file": { zh: "样例文件", en: "Sample file" },
};

import type { I18nText } from "../../model/text.ts";

export const deviceFaults = ["dropout", "gateway", "range", "wire", "stuck", "spike", "drift", "bad-value", "clock", "recovery", "no-receiver", "not-covered"] as const;

/** Faults of a sensor, its link, what is known of it, or the way to people: device alarms, never process alarms (alarms.md 6, 8). */
export type DeviceFault = (typeof deviceFaults)[number];

/** Device alarms are kept beside rule alarms under this rule id. */
export function deviceRuleId(fault: DeviceFault): string {
  return `device:${fault}`;
}

export function isDeviceRule(ruleId: string): boolean {
  return ruleId.startsWith("device:");
}

/** What people read on a device alarm. */
export const deviceTitles: { readonly [F in DeviceFault]: I18nText } = {
  "dropout": { zh: "无数据", en: "No data" },
  "gateway": { zh: "网关失联", en: "Gateway lost" },
  "range": { zh: "超出量程", en: "Out of range" },
  "wire": { zh: "信号断线或短路", en: "Signal loop broken" },
  "stuck": { zh: "数值不变化", en: "Value stuck" },
  "spike": { zh: "数值尖峰", en: "Value spike" },
  "drift": { zh: "数值漂移", en: "Value drifting" },
  "bad-value": { zh: "坏数据", en: "Bad value" },
  "clock": { zh: "设备时钟偏差", en: "Device clock off" },
  "recovery": { zh: "重启恢复后状态不一致", en: "State differs after recovery" },
  "not-covered": { zh: "缺设计值，规则判断不了", en: "Design value missing: not judged" },
  "no-receiver": { zh: "无人接收报警通知", en: "Nobody to tell of alarms" },
};

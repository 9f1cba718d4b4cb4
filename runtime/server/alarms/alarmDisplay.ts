import { deviceFaults, deviceRuleId, deviceTitles, plainUnit, type Alarm, type AlertRule, type Confidence, type I18nText, type Tag } from "@safeloop/engine";

/** What people read on an alarm, kept as it was when it was raised: a later edition of the rule does not rewrite history. */
export interface AlarmDisplay {
  readonly title: I18nText;
  readonly message: I18nText;
  readonly limit?: { readonly value: number; readonly unit: string; readonly op?: string; readonly std: string; readonly clause?: string; readonly confidence: Confidence };
  readonly sop?: I18nText;
  readonly camera?: string;
}

/** The display of an alarm; `areaTitle` fills the message. */
export function displayOf(alarm: Alarm, rule: AlertRule | undefined, tag: Tag | undefined, areaTitle: I18nText | undefined): AlarmDisplay {
  if (!rule) return deviceDisplay(alarm, tag);
  const limit = alarm.limitId === null ? undefined : rule.limits[alarm.limitId];
  const limitText = limit ? `${limit.value} ${plainUnit(limit.unit)}`.trim() : "";
  const fill = (lang: "zh" | "en"): string => fillMessage(rule.message[lang], { value: valueText(alarm), limit: limitText, tag: tag?.report ? tag.title[lang] : (alarm.tagId ?? alarm.key), area: areaTitle?.[lang] ?? alarm.areaId });
  return {
    title: rule.title, message: { zh: fill("zh"), en: fill("en") },
    ...(limit ? { limit: { value: limit.value, unit: limit.unit, ...(limit.op ? { op: limit.op } : {}), std: limit.sourceStd, ...(limit.clause ? { clause: limit.clause } : {}), confidence: limit.confidence } } : {}),
    ...(rule.sop ? { sop: rule.sop } : {}), ...(rule.linkedCamera ? { camera: rule.linkedCamera } : {}),
  };
}

function deviceDisplay(alarm: Alarm, tag: Tag | undefined): AlarmDisplay {
  const fault = deviceFaults.find((one) => deviceRuleId(one) === alarm.ruleId);
  const title = fault ? deviceTitles[fault] : { zh: alarm.ruleId, en: alarm.ruleId };
  const zh = tag ? `${tag.id} ${tag.title.zh}` : alarm.key;
  const en = tag ? `${tag.id} ${tag.title.en}` : alarm.key;
  return { title, message: { zh: `${zh}：${title.zh}。不能据此判断现场正常。`, en: `${en}: ${title.en}. It does not show that all is well.` } };
}

function valueText(alarm: Alarm): string {
  return alarm.value === null ? "—" : `${String(alarm.value)} ${plainUnit(alarm.unit)}`.trim();
}

function fillMessage(template: string, params: { readonly [name: string]: string }): string {
  return template.replace(/\{(value|limit|tag|area)\}/g, (_, name: string) => params[name] ?? "");
}

import { hashText, noticeId, type Alarm, type Effect, type I18nText, type JsonObject, type NoticeSend, type Priority } from "@safeloop/engine";
import type { TenantDirectory } from "../../context.ts";
import type { AlarmDisplay } from "../alarmDisplay.ts";

/** What people read, besides the notices themselves. */
export interface NoticeTexts {
  readonly directory: TenantDirectory;
  readonly display: (alarm: Alarm) => AlarmDisplay;
}

const named = 6; // kinds a message names before it counts the rest
const listed = 200; // kinds a message carries as data

/** The messages of one look as effects. Their keys name what is in them, so that a repeat is the same message. */
export function noticeEffects(sends: readonly NoticeSend[], texts: NoticeTexts): Effect[] {
  return withBatches(sends).map(([send, batch]) => (send.subjects.length === 1 ? oneEffect(send, batch, texts) : manyEffect(send, batch, texts)));
}

/** Each message with its name, which follows from what is in it; parts of one digest share theirs. */
function withBatches(sends: readonly NoticeSend[]): readonly (readonly [NoticeSend, string])[] {
  const nameOf = (parts: readonly NoticeSend[]): string => hashText([...new Set(parts.flatMap(({ subjects }) => subjects.map(({ notice }) => noticeId(notice))))].sort().join("\n")).slice(0, 32);
  const digest = sends.filter((one) => one.kind === "digest");
  const digestName = digest.length > 0 ? nameOf(digest) : "";
  return sends.map((send) => [send, send.kind === "digest" ? digestName : nameOf([send])]);
}

/** Of each sent notice, the message it is in and the people who get it. */
export function addressesOf(sends: readonly NoticeSend[]): ReadonlyMap<string, { readonly batch: string; readonly people: readonly string[] }> {
  const out = new Map<string, { readonly batch: string; readonly people: readonly string[] }>();
  for (const [send, batch] of withBatches(sends)) {
    for (const { notice } of send.subjects) out.set(noticeId(notice), { batch, people: [...(out.get(noticeId(notice))?.people ?? []), ...send.people] });
  }
  return out;
}

function oneEffect(send: NoticeSend, batch: string, { display }: NoticeTexts): Effect {
  const { notice, alarm } = send.subjects[0]!;
  const { title, message } = display(alarm);
  const { due } = notice;
  const why = due?.on === "undisposed" ? { zh: "未处置", en: "not disposed" } : { zh: "未确认", en: "not acknowledged" };
  const text: I18nText = due
    ? { zh: `${alarm.priority} 报警升级（${why.zh}）：${message.zh}`, en: `${alarm.priority} alarm escalated (${why.en}): ${message.en}` }
    : { zh: `${alarm.priority} ${title.zh}：${message.zh}`, en: `${alarm.priority} ${title.en}: ${message.en}` };
  const key = due ? `alarm:${alarm.id}:${notice.generation}:${notice.step - 1}:escalate` : `alarm:${alarm.id}:${notice.generation}:announce`;
  return {
    kind: "notify", key: send.kind === "digest" ? `${key}:${peopleKey(send)}` : key, people: send.people, topic: send.nobody ? "alarm.noReceiver" : due ? "alarm.escalated" : "alarm.raised", subject: { type: "alarm", id: alarm.id }, message: text,
    params: {
      priority: alarm.priority, generation: notice.generation, area: alarm.areaId, at: new Date(alarm.raisedAt).toISOString(), channels: [...send.channels], batch,
      ...(due ? { afterS: due.afterS } : {}), ...(send.nobody ? { nobody: true } : {}),
    },
  };
}

interface Kind {
  readonly priority: Priority;
  readonly area: string;
  readonly rule: string;
  readonly alarm: Alarm;
  readonly count: number;
}

function manyEffect(send: NoticeSend, batch: string, texts: NoticeTexts): Effect {
  const kinds = kindsOf(send);
  const count = send.subjects.length;
  const escalated = send.subjects.every(({ notice }) => notice.step > 0);
  const alike = kinds.length === 1 && send.kind === "group";
  const params: JsonObject = {
    priority: send.priority, count, channels: [...send.channels], batch, kinds: kinds.slice(0, listed).map(({ priority, area, rule, count: of }) => ({ priority, area, rule, count: of })),
    at: new Date(Math.min(...send.subjects.map(({ alarm }) => alarm.raisedAt))).toISOString(), ...(kinds.length > listed ? { moreKinds: kinds.length - listed } : {}), ...(send.nobody ? { nobody: true } : {}),
  };
  return {
    kind: "notify", key: `alarm:${send.kind}:${batch}:${peopleKey(send)}`, people: send.people, topic: send.kind === "digest" ? "alarm.digest" : send.nobody ? "alarm.noReceiver" : escalated ? "alarm.escalated" : "alarm.raised",
    subject: { type: "alarm", id: send.subjects[0]!.alarm.id }, message: alike ? alikeText(kinds[0]!, count, escalated, texts) : listText(kinds, count, escalated, texts), params,
  };
}

function peopleKey(send: NoticeSend): string {
  return hashText(send.people.join("\n")).slice(0, 12);
}

/** Kinds by priority, the most frequent first. */
function kindsOf(send: NoticeSend): readonly Kind[] {
  const kinds = new Map<string, Kind>();
  for (const { alarm } of send.subjects) {
    const key = `${alarm.priority} ${alarm.areaId} ${alarm.ruleId}`;
    const known = kinds.get(key);
    kinds.set(key, { priority: alarm.priority, area: alarm.areaId, rule: alarm.ruleId, alarm: known?.alarm ?? alarm, count: (known?.count ?? 0) + 1 });
  }
  return [...kinds.values()].sort((a, b) => (a.priority === b.priority ? b.count - a.count : a.priority < b.priority ? -1 : 1));
}

function alikeText(kind: Kind, count: number, escalated: boolean, { display }: NoticeTexts): I18nText {
  const { title, message } = display(kind.alarm);
  const [zh, en] = escalated ? ["升级：", "escalated: "] : ["", ""];
  return { zh: `${kind.priority} ${zh}${title.zh}：${message.zh}（同区域同类共 ${count} 条）`, en: `${kind.priority} ${en}${title.en}: ${message.en} (${count} of this kind in the area)` };
}

function listText(kinds: readonly Kind[], count: number, escalated: boolean, { directory, display }: NoticeTexts): I18nText {
  const first = kinds.slice(0, named);
  const rest = kinds.slice(named).reduce((sum, kind) => sum + kind.count, 0);
  const line = (lang: "zh" | "en") => (kind: Kind): string => `${kind.priority} ${directory.area(kind.area)?.title[lang] ?? kind.area} ${display(kind.alarm).title[lang]} × ${kind.count}`;
  const more = rest > 0 ? { zh: [`其他 ${rest} 条`], en: [`${rest} others`] } : { zh: [], en: [] };
  return {
    zh: `${escalated ? "升级的报警" : "报警"}共 ${count} 条：${[...first.map(line("zh")), ...more.zh].join("；")}`,
    en: `${count} ${escalated ? "escalated alarms" : "alarms"}: ${[...first.map(line("en")), ...more.en].join("; ")}`,
  };
}

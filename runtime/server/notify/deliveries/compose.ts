import type { I18nText, JsonObject, Priority, SubjectRef } from "@safeloop/engine";
import type { Message } from "../channels/channel.ts";

export type Language = "zh" | "en" | "both";

/** A notice on its way out. */
export interface OutgoingNotice {
  readonly topic: string;
  readonly message: I18nText;
  readonly params: JsonObject;
  readonly priority: Priority | null;
  readonly subject: SubjectRef | null;
  readonly at: number; // epoch ms
}

export interface Style {
  readonly language: Language;
  readonly timeZone: string;
  readonly publicUrl: string | undefined;
  readonly maxBytes: number;
}

const lineLimit = 200; // characters of one line of a digest
const titleLimit = 100;
const headBytes = 300; // of a digest: its first line and its link

function cut(text: string, limit: number): string {
  const signs = [...text];
  return signs.length > limit ? `${signs.slice(0, limit - 1).join("")}…` : text;
}

/** As many characters as fit into the bytes. */
function cutBytes(text: string, max: number): string {
  if (Buffer.byteLength(text) <= max) return text;
  const bytes = Buffer.from(text).subarray(0, max - 3);
  return `${new TextDecoder().decode(bytes, { stream: true })}…`;
}

function said(text: I18nText, language: Language): string {
  if (language === "both") return text.zh === text.en ? text.zh : `${text.zh} / ${text.en}`;
  return text[language];
}

function timeOf(at: number, style: Style): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: style.timeZone, month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(at);
}

function placeOf(subject: SubjectRef | null, publicUrl: string | undefined): string | null {
  if (publicUrl === undefined || subject === null) return null;
  const base = publicUrl.replace(/\/$/, "");
  const id = encodeURIComponent(subject.id);
  if (subject.type === "alarm") return `${base}/alarms?selected=${id}`;
  return subject.type === "submission" || subject.type === "permit" ? `${base}/submissions/${id}` : `${base}/inbox`;
}

/** One line of a digest; a line break in a text would make it two. */
export function lineOf(notice: OutgoingNotice, style: Style): string {
  return cut(`${timeOf(notice.at, style)} ${said(notice.message, style.language)}`.replace(/\s+/g, " "), lineLimit);
}

/** Bytes the lines of one digest may fill. */
export function pageBytesOf(style: Style): number {
  return style.maxBytes - headBytes;
}

function dataOf(notice: OutgoingNotice): JsonObject {
  return { topic: notice.topic, message: { zh: notice.message.zh, en: notice.message.en }, priority: notice.priority, at: new Date(notice.at).toISOString(), params: notice.params, ...(notice.subject ? { subject: { type: notice.subject.type, id: notice.subject.id } } : {}) };
}

/** A notice as a message of its own. */
export function singleMessage(id: string, notice: OutgoingNotice, style: Style): Message {
  const text = said(notice.message, style.language);
  const url = placeOf(notice.subject, style.publicUrl);
  const body = [text, timeOf(notice.at, style), ...(url === null ? [] : [url])].join("\n");
  return { id, title: cut(text.replace(/\s+/g, " "), titleLimit), text: cutBytes(body, style.maxBytes), priority: notice.priority, at: notice.at, subject: notice.subject, url, data: dataOf(notice) };
}

/** Many notices as one message that lists every one of them. */
export function digestMessage(id: string, notices: readonly OutgoingNotice[], style: Style): Message {
  const counts = (["P1", "P2", "P3", "P4"] as const).flatMap((priority) => {
    const n = notices.filter((one) => one.priority === priority).length;
    return n > 0 ? [`${priority} ×${n}`] : [];
  });
  const title = said({ zh: `${notices.length} 条通知`, en: `${notices.length} notices` }, style.language);
  const head = counts.length > 0 ? `${title}: ${counts.join(", ")}` : title;
  const url = style.publicUrl === undefined ? null : `${style.publicUrl.replace(/\/$/, "")}/inbox`;
  const lines = [head, ...notices.map((one) => lineOf(one, style)), ...(url === null ? [] : [url])];
  const worst = (["P1", "P2", "P3", "P4"] as const).find((priority) => notices.some((one) => one.priority === priority)) ?? null;
  return { id, title: head, text: lines.join("\n"), priority: worst, at: Math.max(...notices.map((one) => one.at)), subject: null, url, data: { notices: notices.map(dataOf) } };
}

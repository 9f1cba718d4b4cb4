import { type I18nText, isObject, type JsonValue } from "@safeloop/engine";
import { sameName } from "../xml/settings.ts";
import { both } from "./kinds/elementKind.ts";

/** A title as we wrote it; the drawing's name wins where somebody has changed it since. */
export function titleOf(written: JsonValue | undefined, name: string | undefined, otherwise: I18nText): I18nText {
  const title = isObject(written) && typeof written["zh"] === "string" && typeof written["en"] === "string" ? (written as unknown as I18nText) : undefined;
  if (title && sameName(title.zh, name ?? "")) return title;
  const said = name?.replace(/\s+/g, " ").trim() ?? "";
  return said === "" ? (title ?? otherwise) : both(said, said);
}

const titles: { readonly [kind: string]: I18nText } = {
  start: both("发起", "Start"), fill: both("填写", "Fill in"), notify: both("通知", "Notify"), exclusive: both("条件分支", "Choice"), parallel: both("并行", "Parallel"), inclusive: both("多选分支", "Inclusive"),
  join: both("汇合", "Join"), wait: both("等待", "Wait"), act: both("动作", "Action"), subflow: both("子流程", "Sub-flow"), end: both("结束", "End"),
};

/** What a node is called that nobody named. */
export function plainTitle(kind: string): I18nText {
  return titles[kind] ?? both(kind, kind);
}

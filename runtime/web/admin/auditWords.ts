import type { TFunction } from "i18next";

/** An audit action in words: the whole action where it has its own, else its parts ("alarm.raise" → "报警 · 触发"). Parts nobody named stay as they are. */
export function auditWords(action: string, t: TFunction): string {
  const whole = t(`audit.act.${action}`, { defaultValue: "" });
  if (typeof whole === "string" && whole !== "") return whole;
  return action.split(".").map((part) => t(`audit.part.${part}`, { defaultValue: part })).join(" · ");
}

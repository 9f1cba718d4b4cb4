import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AlarmView, TagView } from "../api/types.ts";
import { isUnknown, tagLook, type TagLook, valueText } from "../tags/tagLook.ts";

/** The present value's look: live from the tag where there is one, else what the alarm carries. */
export function alarmLook(alarm: AlarmView, tag: TagView | undefined, now: number): TagLook | undefined {
  if (tag && isOnAxis(alarm, tag)) return tagLook(tag, now);
  if (alarm.badges.includes("dataLost")) return { kind: "never" };
  const value = valueText(alarm.value);
  return value === "" ? undefined : { kind: "known", value, ageS: 0 };
}

/** Whether the alarm judges the tag's own value: a rate or a deviation has another unit, and its value is the alarm's. */
export function isOnAxis(alarm: AlarmView, tag: TagView): boolean {
  return !alarm.limit || alarm.limit.unit === tag.unit || alarm.limit.unit === "";
}

/** A value, or `?` in the look of the unknown; `—` where an alarm has no value at all. */
export function AlarmValue({ look }: { readonly look: TagLook | undefined }): ReactNode {
  const { t } = useTranslation();
  if (!look) return <span className="sl-muted">{t("notApplicable")}</span>;
  return isUnknown(look) ? <span className="sl-unknown" title={t("unknown")}>?<span className="sl-visually-hidden">{t("unknown")}</span></span> : <b>{"value" in look ? look.value : ""}</b>;
}

import type { I18nText } from "@safeloop/engine";
import type { AlarmView } from "../api/types.ts";

/** What an alarm is about, as a person calls it: its point; of an alarm of an area, or of the forms of one, the area; else its key. */
export function whereOf({ tagId, key, area }: Pick<AlarmView, "tagId" | "key" | "area">, text: (value: I18nText | undefined) => string): string {
  if (tagId !== undefined) return tagId;
  const isOfArea = area !== null && (key === area.id || key.endsWith(`@${area.id}`));
  return (isOfArea && text(area.title)) || key;
}

import type { AlarmNoticeView } from "@safeloop/engine";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Timeline, type TimelineEntry } from "../components/Timeline.tsx";
import { clockText, fullTimeText } from "../components/time.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { personName } from "./alarmState.ts";

/** Who was told of the alarm, and what holds a notice back: newest on top. */
export function AlarmNotices({ notices }: { readonly notices: readonly AlarmNoticeView[] }): ReactNode {
  const { t } = useTranslation("alarms");
  const { text } = useLocale();
  const entries = [...notices].reverse().map((one): TimelineEntry => ({
    id: `${one.generation}-${one.step}`,
    mark: one.state === "waiting" ? "now" : "event",
    title: one.step === 0 ? t("notice.first") : t("notice.step", { n: one.step }),
    time: <time dateTime={one.at} title={fullTimeText(one.at)}>{clockText(one.at)}</time>,
    note: noteOf(one, t, text),
  }));
  return (
    <section className="sl-alarm-part">
      <h3>{t("notice.title")}</h3>
      <Timeline entries={entries} />
    </section>
  );
}

function noteOf(one: AlarmNoticeView, t: TFunction, text: ReturnType<typeof useLocale>["text"]): string {
  if (one.state === "sent") return t("alarms:notice.sent", { people: one.people.map((person) => personName(person)).join(t("alarms:notice.and")) });
  if (one.state === "ended") return t(`alarms:notice.ended.${one.endedBy ?? "closed"}`);
  const held = t(`alarms:notice.held.${one.heldBy ?? "grouped"}`, { parent: text(one.parent?.title), by: personName(one.silence?.by), reason: one.silence?.reason ?? "" });
  return one.until === undefined ? held : t("alarms:notice.until", { held, at: clockText(one.until) });
}

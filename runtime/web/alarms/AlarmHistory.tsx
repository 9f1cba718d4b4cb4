import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AlarmView } from "../api/types.ts";
import { Timeline } from "../components/Timeline.tsx";
import { clockText, fullTimeText } from "../components/time.ts";
import { personName } from "./alarmState.ts";

type Item = NonNullable<AlarmView["history"]>[number];

/** What happened to the alarm, newest on top: it is a log. */
export function AlarmHistory({ history }: { readonly history: readonly Item[] }): ReactNode {
  const { t } = useTranslation("alarms");
  const entries = [...history].sort((a, b) => Date.parse(b.at) - Date.parse(a.at)).map((item, index) => ({
    id: `${item.at}-${index}`,
    mark: "event" as const,
    title: t(`event.${item.event}`, item.event),
    time: <time dateTime={item.at} title={fullTimeText(item.at)}>{clockText(item.at)}</time>,
    note: noteOf(item, t),
  }));
  return <Timeline entries={entries} />;
}

function noteOf(item: Item, t: TFunction): string {
  const moved = item.from !== item.to ? `${t(`alarms:state.${item.from}`, item.from)} → ${t(`alarms:state.${item.to}`, item.to)}` : "";
  const why = item.why ? t(`alarms:edgeWhy.${item.why}`, item.why) : "";
  return [personName(item.by), moved, why].filter((part) => part !== "").join(" · ");
}

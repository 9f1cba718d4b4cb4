import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AlarmView } from "../api/types.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { unitText } from "../tags/unitText.ts";
import { newsOf } from "./alarmMerge.ts";
import { sortAlarms } from "./alarmOrder.ts";
import { whereOf } from "./whereOf.ts";

/** Reads new alarms out: each P1 at once, the rest as one sentence every 5 s. */
export function LiveRegion({ alarms }: { readonly alarms: readonly AlarmView[] | undefined }): ReactNode {
  const { t } = useTranslation("alarms");
  const { text } = useLocale();
  const seen = useRef<Set<string> | undefined>(undefined);
  const waiting = useRef<AlarmView[]>([]);
  const [urgent, setUrgent] = useState("");
  const [polite, setPolite] = useState("");
  useEffect(() => {
    if (!alarms) return;
    const news = seen.current ? newsOf(alarms, seen.current) : [];
    seen.current = new Set(alarms.map((alarm) => `${alarm.id}:${alarm.generation}`));
    const p1 = news.find((alarm) => alarm.priority === "P1");
    if (p1) setUrgent(t("live.p1", { what: text(p1.message) || p1.key, value: `${String(p1.value ?? "")} ${unitText(p1.unit)}`.trim() }));
    waiting.current.push(...news.filter((alarm) => alarm.priority !== "P1"));
  }, [alarms, t, text]);
  useEffect(() => {
    const timer = setInterval(() => {
      const worst = sortAlarms(waiting.current)[0];
      if (!worst) return;
      setPolite(t("live.rest", { count: waiting.current.length, worst: `${worst.priority} ${whereOf(worst, text)} ${text(worst.ruleTitle)}` }));
      waiting.current = [];
    }, 5_000);
    return () => clearInterval(timer);
  }, [t, text]);
  return <><div className="sl-visually-hidden" aria-live="assertive">{urgent}</div><div className="sl-visually-hidden" aria-live="polite">{polite}</div></>;
}

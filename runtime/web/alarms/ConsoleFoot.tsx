import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { RouteLink } from "../components/RouteLink.tsx";
import type { Console } from "./useConsole.ts";

const keys = [["↑ ↓", "select"], ["A", "ack"], ["S", "shelve"], ["D", "dispose"], ["R", "reset"], ["M", "mute"], ["Enter", "open"]] as const;

/** The keys of the console, and how much the operator had today against the target of one alarm per 10 minutes. */
export function ConsoleFoot({ day, title }: { readonly day: Console["day"]; readonly title: string }): ReactNode {
  const { t } = useTranslation("alarms");
  const load = day && (day.isMore ? t("statsMore") : t("stats", { count: day.count, rate: (day.count / 144).toFixed(1) }));
  return (
    <footer className="sl-console-foot">
      {keys.map(([key, act]) => <span key={key}><kbd>{key}</kbd>{t(`keys.${act}`)}</span>)}
      <span>{[title, load].filter(Boolean).join(" · ")}</span>
      <RouteLink href="/alarms/performance" className="sl-console-foot-link">{t("kpi.title")}</RouteLink>
    </footer>
  );
}

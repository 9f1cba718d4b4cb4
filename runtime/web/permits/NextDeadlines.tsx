import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PermitRow } from "../api/types.ts";
import { RouteLink } from "../components/RouteLink.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { isDue, nextDeadline, shortNumber, workKind } from "./permitLane.ts";
import { PermitTime } from "./PermitTime.tsx";

const most = 10;

/** What runs out next, whatever lane it stands in; what is over stands on top. */
export function NextDeadlines({ permits, now }: { readonly permits: readonly PermitRow[]; readonly now: number }): ReactNode {
  const { t } = useTranslation("permits");
  const { text } = useLocale();
  const due = permits.filter(isDue).sort((a, b) => (nextDeadline(a)?.at ?? 0) - (nextDeadline(b)?.at ?? 0));
  return (
    <section className="sl-card">
      <header>{t("nextTitle")} <span className="sl-meta">{t("count", { count: due.length })}</span></header>
      {due.length === 0 && <p className="sl-start-none sl-muted">{t("nextNone")}</p>}
      <ul className="sl-rows">
        {due.slice(0, most).map((permit) => (
          <li key={permit.id}>
            <span className="sl-row-text"><RouteLink className="sl-cut" href={`/submissions/${permit.id}`} title={permit.title}>{workKind(text(permit.form.title))} {permit.title} <span className="sl-meta">{shortNumber(permit.number)}</span></RouteLink></span>
            <PermitTime permit={permit} now={now} isDeadline />
          </li>
        ))}
      </ul>
    </section>
  );
}

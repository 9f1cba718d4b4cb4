import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PermitRow } from "../api/types.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { PermitChip } from "../permits/PermitChip.tsx";
import { PermitTime } from "../permits/PermitTime.tsx";
import { Loading } from "../components/Loading.tsx";
import { RouteLink } from "../components/RouteLink.tsx";
import { isInField, laneOf, nextDeadline, shortNumber, sortPermits, usedShare } from "../permits/permitLane.ts";

/** Permits being worked under, stopped ones first, each with its next deadline. */
export function FieldPermits({ permits, now, most = 5 }: { readonly permits: readonly PermitRow[] | undefined; readonly now: number; readonly most?: number }): ReactNode {
  const { t } = useTranslation("start");
  const { text } = useLocale();
  const field = permits && sortPermits(permits.filter(isInField));
  return (
    <section className="sl-card">
      <header>{t("permits.title")} <span className="sl-meta"><RouteLink href="/permits">{permits && t("permits.all", { count: permits.length })}</RouteLink></span></header>
      {!field && <Loading rows={3} />}
      {field?.length === 0 && <p className="sl-start-none sl-muted">{t("permits.none")}</p>}
      <ul className="sl-rows">
        {field?.slice(0, most).map((permit) => {
          const share = usedShare(permit, nextDeadline(permit), now);
          return (
            <li key={permit.id} className="sl-field-permit">
              <span className="sl-row-text">
                <RouteLink className="sl-cut" href={`/submissions/${permit.id}`} title={permit.title}>{permit.title || text(permit.form.title)} <span className="sl-meta">{shortNumber(permit.number)}</span></RouteLink>
                {share !== undefined && <span className={`sl-used sl-used-${laneOf(permit)}`} aria-hidden="true"><i style={{ width: `${share * 100}%` }} /></span>}
              </span>
              <span className="sl-field-state"><PermitChip permit={permit} /><PermitTime permit={permit} now={now} /></span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PermitRow } from "../api/types.ts";
import { boardLanes, lanesOf, type PermitLane } from "./permitLane.ts";
import { PermitCard, type PermitCardProps } from "./PermitCard.tsx";

const step = 12;

type Lanes = Pick<PermitCardProps, "now" | "causeText">;

/** Five lanes by state. Nothing can be dragged: a permit's state changes by events that are checked. */
export function PermitLanes({ permits, ...rest }: Lanes & { readonly permits: readonly PermitRow[] }): ReactNode {
  const lanes = lanesOf(permits);
  return <div className="sl-lanes">{boardLanes.map((lane) => <Lane key={lane} lane={lane} permits={lanes[lane]} {...rest} />)}</div>;
}

function Lane({ lane, permits, now, causeText }: Lanes & { readonly lane: PermitLane; readonly permits: readonly PermitRow[] }): ReactNode {
  const { t } = useTranslation("permits");
  const [most, setMost] = useState(step);
  return (
    <section className="sl-lane" aria-label={t(`lane.${lane}`)}>
      <header><b>{t(`lane.${lane}`)}</b><span className="sl-meta">{t("count", { count: permits.length })}</span></header>
      <div className="sl-lane-cards" tabIndex={0}>
        {permits.slice(0, most).map((permit) => <PermitCard key={permit.id} permit={permit} now={now} causeText={causeText} />)}
        {permits.length === 0 && <p className="sl-meta">{t("empty", { lane: t(`lane.${lane}`) })}</p>}
        {permits.length > most && <button type="button" className="sl-link" onClick={() => setMost(most + step)}>{t("more", { count: permits.length - most })}</button>}
        {lane === "stopped" && permits.length > 0 && <p className="sl-meta">{t("resume")}</p>}
      </div>
    </section>
  );
}

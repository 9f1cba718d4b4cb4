import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PermitRow } from "../api/types.ts";
import { useRowWindow } from "../components/useRowWindow.ts";
import { useTurning } from "../components/useTurning.ts";
import { boardLanes, lanesOf, type PermitLane } from "./permitLane.ts";
import { PermitCard, type PermitCardProps } from "./PermitCard.tsx";

/** Heights of a card with the gap below it, in CSS pixels; `permits.css` gives cards the same. */
const rowHeights: { readonly [lane in PermitLane]: number } = { approving: 136, ready: 116, live: 116, stopped: 136, finished: 116, ended: 116 };

type Lanes = Pick<PermitCardProps, "causeText">;

/** Five lanes by state; only cards in sight are drawn. Nothing can be dragged: a permit's state changes by events that are checked. */
export function PermitLanes({ permits, ...rest }: Lanes & { readonly permits: readonly PermitRow[] }): ReactNode {
  const lanes = lanesOf(permits);
  return <div className="sl-lanes">{boardLanes.map((lane) => <Lane key={lane} lane={lane} permits={lanes[lane]} {...rest} />)}</div>;
}

function Lane({ lane, permits, causeText }: Lanes & { readonly lane: PermitLane; readonly permits: readonly PermitRow[] }): ReactNode {
  const { t } = useTranslation("permits");
  const rowHeight = rowHeights[lane];
  const { place, first, end, onScroll, fits } = useRowWindow<HTMLDivElement>(permits.length, rowHeight);
  useTurning(place, fits * rowHeight);
  const rest = fits > 0 ? permits.length - fits : 0;
  return (
    <section className="sl-lane" data-lane={lane} aria-label={`${t(`lane.${lane}`)} ${t("count", { count: permits.length })}`}>
      <header><b>{t(`lane.${lane}`)}</b><span className="sl-meta">{rest > 0 && `${t("more", { count: rest })} · `}{t("count", { count: permits.length })}</span></header>
      <div className="sl-lane-cards" ref={place} onScroll={onScroll} onFocus={onScroll} tabIndex={permits.length > 0 ? 0 : -1} role="list" aria-label={t(`lane.${lane}`)}>
        <div className="sl-lane-all" role="presentation" style={{ height: permits.length * rowHeight }}>
          {permits.slice(first, end).map((permit, index) => (
            <div key={permit.id} role="listitem" aria-setsize={permits.length} aria-posinset={first + index + 1} className="sl-lane-row" style={{ top: (first + index) * rowHeight }}><PermitCard permit={permit} causeText={causeText} /></div>
          ))}
        </div>
      </div>
      {permits.length === 0 && <p className="sl-meta sl-lane-note">{t("empty", { lane: t(`lane.${lane}`) })}</p>}
      {lane === "stopped" && permits.length > 0 && <p className="sl-meta sl-lane-note">{t("resume")}</p>}
    </section>
  );
}

import { PauseCircleFilled } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PermitRow } from "../api/types.ts";
import { RouteLink } from "../components/RouteLink.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { PermitTime } from "./PermitTime.tsx";
import { laneOf, nextDeadline, shortNumber, usedShare, workKind } from "./permitLane.ts";

export interface PermitCardProps {
  readonly permit: PermitRow;
  readonly now: number;
  /** What an alarm that holds the work stopped is called; undefined when it is not open any more. */
  readonly causeText: (alarmId: string) => string | undefined;
}

/** One permit on the board: what, who, where, and the next deadline. Stopped ones are hatched and say why. */
export function PermitCard({ permit, now, causeText }: PermitCardProps): ReactNode {
  const { t } = useTranslation("permits");
  const { text } = useLocale();
  const isStopped = laneOf(permit) === "stopped";
  const causes = [...new Set(permit.life.causes.map(causeText))].filter(Boolean).join(" · ");
  const share = usedShare(permit, nextDeadline(permit), now);
  const guardians = permit.guardians.map((person) => person.name).join(" ");
  const crew = (permit.holders.length > 0 ? permit.holders : [permit.by]).map((person) => person.name).join(" ");
  return (
    <RouteLink href={`/submissions/${permit.id}`} className={`sl-permit${isStopped ? " sl-permit-stopped" : ""}`}>
      <span className="sl-permit-head"><b className="sl-cut">{workKind(text(permit.form.title))}</b><span className="sl-meta" title={permit.number}>{shortNumber(permit.number)}</span></span>
      <span className="sl-cut" title={permit.title}>{permit.title}</span>
      <span className="sl-meta sl-cut">{[crew, guardians && t("guardian", { names: guardians })].filter(Boolean).join(" · ")}</span>
      {isStopped && <span className="sl-permit-cause sl-cut" title={causes}><PauseCircleFilled /> {causes === "" ? t("causeOver") : t("cause", { list: causes })}</span>}
      <span className="sl-permit-foot"><PermitTime permit={permit} now={now} />{share !== undefined && !isStopped && <span className="sl-used" aria-hidden="true"><i style={{ width: `${share * 100}%` }} /></span>}</span>
    </RouteLink>
  );
}

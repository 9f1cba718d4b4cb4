import { PauseCircleFilled } from "@ant-design/icons";
import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PermitRow } from "../api/types.ts";
import { RouteLink } from "../components/RouteLink.tsx";
import { useNow } from "../components/useNow.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { FailingChecks } from "./FailingChecks.tsx";
import { PermitIcon } from "./PermitIcon.tsx";
import { PermitTime } from "./PermitTime.tsx";
import { laneOf, nextDeadline, shortNumber, urgencyOf, usedShare, workKind } from "./permitLane.ts";

export interface PermitCardProps {
  readonly permit: PermitRow;
  /** What an alarm that holds the work stopped is called; undefined when it is not open any more. */
  readonly causeText: (alarmId: string) => string | undefined;
}

/** One permit on the board: what, who, where, and the next deadline. Stopped ones are hatched and say why. Only the foot ticks. */
export const PermitCard = memo(function PermitCard({ permit, causeText }: PermitCardProps): ReactNode {
  const { t } = useTranslation("permits");
  const { text } = useLocale();
  const lane = laneOf(permit);
  const causes = [...new Set(permit.life?.causes.map(causeText))].filter(Boolean).join(" · ");
  const guardians = permit.guardians.map((person) => person.name).join(" ");
  const crew = (permit.holders.length > 0 ? permit.holders : [permit.by]).map((person) => person.name).join(" ");
  return (
    <RouteLink href={`/submissions/${permit.id}`} className={`sl-permit sl-permit-${lane}`}>
      <span className="sl-permit-head"><PermitIcon formId={permit.form.id} /><b className="sl-cut">{workKind(text(permit.form.title))}</b><span className="sl-meta" title={permit.number}>{shortNumber(permit.number)}</span></span>
      <span className="sl-cut" title={permit.title}>{permit.title}</span>
      <span className="sl-meta sl-cut">{[crew, guardians && t("guardian", { names: guardians })].filter(Boolean).join(" · ")}</span>
      {lane === "stopped" && <span className="sl-permit-cause sl-cut" title={causes}><PauseCircleFilled /> {causes === "" ? t("causeOver") : t("cause", { list: causes })}</span>}
      {lane === "approving" && <span className="sl-permit-foot"><FailingChecks id={permit.id} /></span>}
      <Foot permit={permit} />
    </RouteLink>
  );
});

function Foot({ permit }: { readonly permit: PermitRow }): ReactNode {
  const now = useNow();
  const deadline = nextDeadline(permit);
  const isFar = urgencyOf(deadline, now) === "far" && laneOf(permit) !== "stopped";
  const share = isFar ? usedShare(permit, deadline, now) : undefined;
  return <span className="sl-permit-foot"><PermitTime permit={permit} now={now} />{share !== undefined && <span className="sl-used" aria-hidden="true"><i style={{ width: `${share * 100}%` }} /></span>}</span>;
}

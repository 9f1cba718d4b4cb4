import { CommentOutlined, InfoCircleOutlined } from "@ant-design/icons";
import type { InstanceView, TaskView } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { dateTimeText } from "../components/time.ts";
import { useMe } from "../session/useMe.ts";
import { broughtWith, seatRemarks } from "./seats.ts";

/** What was advised, as it was said then. */
export function AdviceList({ seat }: { readonly seat: TaskView["seat"] }): ReactNode {
  const { t } = useTranslation("inbox");
  const advice = seat.advice ?? [];
  if (advice.length === 0) return null;
  return (
    <ul className="sl-advice" aria-label={t("advice")}>
      {advice.map((one) => <li key={`${one.by.id}-${one.at}`}><span className="sl-meta"><CommentOutlined /> {t("adviceOf", { name: one.by.name })} · {dateTimeText(one.at)}</span><q>{one.comment}</q></li>)}
    </ul>
  );
}

/** What to know of the seat before acting: for whom, who holds it, who was asked, what they said, and why it has to wait. */
export function SeatNote({ task, instance }: { readonly task: TaskView; readonly instance: InstanceView | null }): ReactNode {
  const { t } = useTranslation("inbox");
  const me = useMe();
  const remarks = seatRemarks(task, me.person.id);
  const waits = task.mayAct["approve"] ?? task.mayAct["submit"];
  const why = waits?.allowed === false && (waits.code === "SEAT_WAITING" || waits.code === "CLAIMED_BY_OTHER") ? waits.why : undefined;
  const said = broughtWith(task, instance?.history ?? [], me.person.id);
  if (remarks.length === 0 && why === undefined && said === undefined && (task.seat.advice ?? []).length === 0) return null;
  return (
    <div className="sl-seat-note">
      {remarks.map(({ key, name }) => <p key={key}><InfoCircleOutlined /> {t(`seatNote.${key}`, { name })}</p>)}
      {why !== undefined && <p><InfoCircleOutlined /> {why}</p>}
      {said !== undefined && <p className="sl-seat-said"><span className="sl-meta"><CommentOutlined /> {t("saidBy", { name: said.name })}</span><q>{said.comment}</q></p>}
      <AdviceList seat={task.seat} />
    </div>
  );
}

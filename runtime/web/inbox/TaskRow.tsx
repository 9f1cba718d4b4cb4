import { AlertOutlined, AuditOutlined, FormOutlined, SafetyCertificateOutlined, WarningOutlined } from "@ant-design/icons";
import type { TaskView } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Age, Countdown } from "../components/Age.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { useNow } from "../components/useNow.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { useMe } from "../session/useMe.ts";

function iconOf(task: TaskView): ReactNode {
  if (task.kind === "disposal") return <AlertOutlined />;
  if (task.form.id.startsWith("permit")) return <SafetyCertificateOutlined />;
  if (task.form.id.startsWith("hazard")) return <WarningOutlined />;
  return task.kind === "fill" ? <FormOutlined /> : <AuditOutlined />;
}

/** Amber when less than half an hour is left or it is overdue; plain otherwise. */
function Due({ at }: { readonly at: string }): ReactNode {
  const isNear = Date.parse(at) - useNow() < 30 * 60_000;
  return <span className={isNear ? "sl-chip sl-chip-warn" : ""}><Countdown at={at} words /></span>;
}

/** Time left; of a task that waits no more, how it ended. */
function End({ task }: { readonly task: TaskView }): ReactNode {
  const { t } = useTranslation("inbox");
  if (task.state !== "open") return <span className="sl-meta">{t(task.state === "superseded" ? "ended.superseded" : "ended.done")}</span>;
  return task.dueAt === undefined ? <span className="sl-meta">{t("noDue")}</span> : <Due at={task.dueAt} />;
}

/** For whom I act, or that it came to me for advice. */
function SeatBadge({ task: { seat } }: { readonly task: TaskView }): ReactNode {
  const { t } = useTranslation("inbox");
  const me = useMe();
  if (seat.standsInFor !== undefined) return <StateChip>{t("standsInBadge", { name: seat.standsInFor.name })}</StateChip>;
  if (seat.delegatee !== undefined) return <StateChip>{t(seat.delegatee.id === me.person.id ? "command.advise" : "seatState.delegated")}</StateChip>;
  return seat.claimedBy === undefined ? null : <StateChip>{t("seatState.claimed")}</StateChip>;
}

/** One waiting task: what, kind, which step, time left. */
export function TaskRow({ task, isSelected, onSelect }: { readonly task: TaskView; readonly isSelected: boolean; readonly onSelect: () => void }): ReactNode {
  const { t } = useTranslation("inbox");
  const { text } = useLocale();
  return (
    <li>
      <button type="button" className={`sl-task${isSelected ? " sl-task-selected" : ""}`} aria-current={isSelected} data-task={task.id} onClick={onSelect}>
        <span className="sl-task-icon" aria-hidden="true">{iconOf(task)}</span>
        <span className="sl-task-text"><span className="sl-task-title"><strong className="sl-cut">{task.title}</strong><SeatBadge task={task} /></span><span className="sl-meta sl-cut">{(task.kind === "disposal" ? [t("disposal"), task.number] : [text(task.form.title), text(task.node.title), task.number]).filter(Boolean).join(" · ")}</span></span>
        <span className="sl-task-time"><span className="sl-meta"><Age at={task.closedAt ?? task.openedAt} /></span><End task={task} /></span>
      </button>
    </li>
  );
}

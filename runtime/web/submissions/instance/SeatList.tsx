import { CheckOutlined, CloseOutlined } from "@ant-design/icons";
import type { TaskView } from "@safeloop/engine";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { StateChip } from "../../components/StateChip.tsx";
import { ActDialog } from "../../inbox/ActDialog.tsx";
import { placesOf } from "../../inbox/decision.ts";
import { keepKeys } from "../../inbox/keepKeys.ts";
import { MoreMenu } from "../../inbox/MoreMenu.tsx";
import { AdviceList } from "../../inbox/SeatNote.tsx";
import { isGoneSeat, isMine, seatWord, toneOfSeat } from "../../inbox/seats.ts";
import { useTaskCommand } from "../../inbox/useTaskCommand.ts";
import { useMe } from "../../session/useMe.ts";
import "../../inbox/inbox.css";

/** Takes an added signer out again. */
function ReduceButton({ task }: { readonly task: TaskView }): ReactNode {
  const { t } = useTranslation("inbox");
  const [isAsked, setAsked] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const command = useTaskCommand(task, () => setAsked(false));
  const { name } = task.seat.person;
  return (
    <>
      <button ref={button} type="button" className="sl-seat-remove" aria-label={t("reduce.title", { name })} title={t("reduce.title", { name })} onClick={() => { command.reset(); setAsked(true); }}>×</button>
      {isAsked && <ActDialog title={t("reduce.title", { name })} lead={t("reduce.follows", { name })} act={t("command.reduceSigner")} isDanger isBusy={command.isPending} fault={command.error} returnTo={button} onClose={() => setAsked(false)} onSend={() => command.mutate({ command: "reduceSigner" })} />}
    </>
  );
}

/** Who holds it, for whom, who was asked, who added whom: one short line. */
function useStory({ seat, node }: TaskView): string {
  const { t } = useTranslation("inbox");
  const parts = [
    seat.standsInFor && t("seat.standsIn", { name: seat.standsInFor.name }),
    seat.claimedBy && seat.claimedBy.id !== seat.person.id && t("seat.claimedBy", { name: seat.claimedBy.name }),
    seat.delegatee && t("seat.delegatee", { name: seat.delegatee.name }),
    seat.addedBy && t("seat.addedBy", { name: seat.addedBy.name }),
    seat.state === "carried" && node.kind === "approval" && t("seat.carried"),
  ];
  return parts.filter(Boolean).join(" · ");
}

/** Decided seats carry a shape beside their colour. */
const icons: { readonly [state: string]: ReactNode } = { approved: <CheckOutlined />, rejected: <CloseOutlined /> };

function SeatRow({ task, others, isOwn }: { readonly task: TaskView; readonly others: readonly TaskView[]; readonly isOwn: boolean }): ReactNode {
  const { t } = useTranslation("inbox");
  const me = useMe();
  const { seat } = task;
  const story = useStory(task);
  const name = seat.person.id === me.person.id ? t("submissions:meNamed", { name: seat.person.name }) : seat.person.name;
  return (
    <li className="sl-seat">
      <span className={`sl-seat-name${isGoneSeat(seat.state) ? " sl-struck" : ""}`}>{name}</span>
      <StateChip tone={toneOfSeat(seat.state)} icon={icons[seat.state]}>{t(`seatState.${seatWord(task, others)}`, { defaultValue: seat.state })}</StateChip>
      <span className="sl-seat-acts">
        {!isMine(task, me.person.id) && <MoreMenu task={task} offers={placesOf(task).more.filter((one) => one.allowed)} isSmall />}
        {task.mayAct["reduceSigner"]?.allowed === true && <ReduceButton task={task} />}
      </span>
      {story !== "" && <span className="sl-seat-story sl-meta">{story}</span>}
      {!isOwn && <AdviceList seat={seat} />}
    </li>
  );
}

/** Everybody at a step, with how far each is. `own`: the task whose advice stands in its own panel. */
export function SeatList({ tasks, label, own }: { readonly tasks: readonly TaskView[]; readonly label: string; readonly own?: string }): ReactNode {
  return <ul className="sl-seats" aria-label={label} onKeyDown={keepKeys}>{tasks.map((task) => <SeatRow key={task.id} task={task} others={tasks} isOwn={task.id === own} />)}</ul>;
}

import type { TaskView } from "@safeloop/engine";
import { Input } from "antd";
import { type ReactNode, type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../session/useMe.ts";
import { ActDialog } from "./ActDialog.tsx";
import { Choices } from "./Choices.tsx";
import { askOfHandOn, asksMode, type HandOn, handOnBody, type HandOnCommand, isReady, modes, nothingGiven, positions } from "./handOn.ts";
import { PeoplePick } from "./PeoplePick.tsx";
import { useTaskCommand } from "./useTaskCommand.ts";

interface PartProps { readonly given: HandOn; readonly onChange: (given: HandOn) => void }

/** Where the added signers stand, and how several of them count together. */
function SignerPlace({ given, onChange }: PartProps): ReactNode {
  const { t } = useTranslation("inbox");
  return (
    <>
      <Choices isShort name="position" label={t("signer.where")} value={given.position} onChange={(position) => onChange({ ...given, position })} options={positions.map((value) => ({ value, title: t(`signer.position.${value}`), meaning: t(`signer.means.${value}`) }))} />
      {asksMode(given) && <Choices isShort name="mode" label={t("signer.how")} value={given.mode} onChange={(mode) => onChange({ ...given, mode })} options={modes.map((value) => ({ value, title: t(`signer.mode.${value}`), meaning: t(`signer.modeMeans.${value}`) }))} />}
    </>
  );
}

export interface HandOnDialogProps {
  readonly task: TaskView;
  readonly command: HandOnCommand;
  readonly onClose: () => void;
  readonly onDone?: (() => void) | undefined;
  readonly returnTo?: RefObject<HTMLElement | null>;
}

/** Hands a task on, shares it or takes it: whom, where, why. */
export function HandOnDialog({ task, command, onClose, onDone, returnTo }: HandOnDialogProps): ReactNode {
  const { t } = useTranslation("inbox");
  const me = useMe();
  const [given, setGiven] = useState(nothingGiven);
  const send = useTaskCommand(task, () => { onClose(); onDone?.(); });
  const ask = askOfHandOn(command);
  return (
    <ActDialog isWide={ask.position} title={t(`ask.${command}`, { title: task.title })} lead={t(`follows.${command}`)} act={t(`command.${command}`)} canSend={isReady(command, given)} isBusy={send.isPending} fault={send.error} onClose={onClose} onSend={() => send.mutate(handOnBody(command, given))} {...(returnTo ? { returnTo } : {})}>
      {ask.people !== "none" && <PeoplePick label={t(ask.people === "many" ? "needs.people" : "needs.person")} isMany={ask.people === "many"} value={given.people} without={[me.person.id, task.seat.person.id]} onChange={(people) => setGiven({ ...given, people })} />}
      {ask.position && <SignerPlace given={given} onChange={setGiven} />}
      {ask.comment && <label><span>{t("needs.say")}</span><Input.TextArea rows={2} maxLength={5000} value={given.comment} placeholder={t(`sayHint.${command}`)} onChange={(event) => setGiven({ ...given, comment: event.target.value })} /></label>}
    </ActDialog>
  );
}

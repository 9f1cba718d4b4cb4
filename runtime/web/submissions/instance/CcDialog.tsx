import type { InstanceView } from "@safeloop/engine";
import { Input } from "antd";
import { type ReactNode, type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Choice } from "../../forms/services/formServices.ts";
import { ActDialog } from "../../inbox/ActDialog.tsx";
import { PeoplePick } from "../../inbox/PeoplePick.tsx";
import { useMe } from "../../session/useMe.ts";
import { useInstanceCommand } from "./useInstanceCommand.ts";

export interface InstanceDialogProps { readonly instance: InstanceView; readonly number: string; readonly returnTo: RefObject<HTMLElement | null>; readonly onClose: () => void }

/** Shows it to more people, with a word if wanted. */
export function CcDialog({ instance, number, returnTo, onClose }: InstanceDialogProps): ReactNode {
  const { t } = useTranslation("submissions");
  const me = useMe();
  const [people, setPeople] = useState<readonly Choice[]>([]);
  const [comment, setComment] = useState("");
  const command = useInstanceCommand(instance);
  const send = (): void => command.mutate({ command: "cc", people: people.map((one) => one.id), ...(comment.trim() === "" ? {} : { comment: comment.trim() }) }, { onSuccess: onClose });
  return (
    <ActDialog title={t("cc.title", { number })} lead={t("cc.lead")} act={t("inbox:command.cc")} canSend={people.length > 0} isBusy={command.isPending} fault={command.error} returnTo={returnTo} onClose={onClose} onSend={send}>
      <PeoplePick label={t("inbox:needs.people")} isMany value={people} without={[me.person.id]} onChange={setPeople} />
      <label><span>{t("inbox:needs.say")}</span><Input.TextArea rows={2} maxLength={5000} value={comment} placeholder={t("cc.hint")} onChange={(event) => setComment(event.target.value)} /></label>
    </ActDialog>
  );
}

import type { InstanceView, TaskView } from "@safeloop/engine";
import { Button } from "antd";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/useLocale.ts";
import { useMe } from "../session/useMe.ts";
import { ActDialog } from "./ActDialog.tsx";
import { takeBackFalls } from "./takeBackFalls.ts";
import { useTaskCommand } from "./useTaskCommand.ts";

interface TakeBackProps { readonly task: TaskView; readonly instance: InstanceView; readonly onDone?: (() => void) | undefined }

/** What will fall, with names. */
function Falls({ task, instance }: Omit<TakeBackProps, "onDone">): ReactNode {
  const { t } = useTranslation("inbox");
  const { text } = useLocale();
  const me = useMe();
  const { isOpenStep, tasks } = takeBackFalls(task, instance, me.person.id);
  if (isOpenStep) return <p>{t("takeBack.vote")}</p>;
  return (
    <>
      <p>{t("takeBack.reopens", { step: text(task.node.title) })}</p>
      {tasks.length > 0 && <><p>{t("takeBack.falls", { count: tasks.length })}</p><ul className="sl-falls">{tasks.map((one) => <li key={one.id}>{text(one.node.title)} · {one.seat.person.name}</li>)}</ul></>}
      <p className="sl-meta">{t("takeBack.kept")}</p>
    </>
  );
}

/** Takes back what I decided, after saying what falls; disabled with its reason once somebody has acted on it. */
export function TakeBackButton({ task, instance, onDone }: TakeBackProps): ReactNode {
  const { t } = useTranslation("inbox");
  const { text } = useLocale();
  const [isAsked, setAsked] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const command = useTaskCommand(task, () => { setAsked(false); onDone?.(); });
  const may = task.mayAct["takeBack"];
  if (may === undefined) return null;
  return (
    <>
      <Button ref={button} disabled={!may.allowed} title={may.why ?? ""} onClick={() => { command.reset(); setAsked(true); }}>{t("command.takeBack")}…</Button>
      {isAsked && (
        <ActDialog title={t("takeBack.title", { step: text(task.node.title) })} act={t("takeBack.act")} isBusy={command.isPending} fault={command.error} returnTo={button} onClose={() => setAsked(false)} onSend={() => command.mutate({ command: "takeBack" })}>
          <Falls task={task} instance={instance} />
        </ActDialog>
      )}
    </>
  );
}

/** The bar under a decided task: what I decided stands; a way back where there is one, else why not. */
export function TakeBackBar(props: TakeBackProps): ReactNode {
  const { t } = useTranslation("inbox");
  const { text } = useLocale();
  const may = props.task.mayAct["takeBack"];
  return (
    <footer className="sl-act-bar">
      <TakeBackButton {...props} />
      <span className="sl-meta sl-decision-send">{may?.allowed === true ? t("takeBack.mine", { step: text(props.task.node.title) }) : may?.why}</span>
    </footer>
  );
}

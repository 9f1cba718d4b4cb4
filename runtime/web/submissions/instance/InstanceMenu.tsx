import { DownOutlined } from "@ant-design/icons";
import type { InstanceView } from "@safeloop/engine";
import { Button, Dropdown, Input, type MenuProps } from "antd";
import { type ReactNode, type RefObject, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ActDialog } from "../../inbox/ActDialog.tsx";
import { RefusedChecks } from "../../inbox/RefusedChecks.tsx";
import { CcDialog } from "./CcDialog.tsx";
import { dangerous, type MenuCommand, menuOf, reasoned } from "./instanceActs.ts";
import { JumpDialog } from "./JumpDialog.tsx";
import { useInstanceCommand } from "./useInstanceCommand.ts";

interface DialogProps { readonly instance: InstanceView; readonly number: string; readonly command: MenuCommand; readonly returnTo: RefObject<HTMLElement | null>; readonly onClose: () => void }

/** A command on the whole instance that asks for a reason at most. */
function PlainDialog({ instance, number, command: name, returnTo, onClose }: DialogProps): ReactNode {
  const { t } = useTranslation("submissions");
  const [reason, setReason] = useState("");
  const command = useInstanceCommand(instance);
  const send = (): void => command.mutate({ command: name, ...(reason.trim() === "" ? {} : { reason: reason.trim() }) }, { onSuccess: onClose });
  return (
    <ActDialog title={t("menu.ask", { command: t(`inbox:command.${name}`), number })} lead={t(`menu.${name}`)} act={t(`inbox:command.${name}`)} isDanger={dangerous.has(name)} canSend={!reasoned.has(name) || reason.trim() !== ""} isBusy={command.isPending} fault={command.error} returnTo={returnTo} onClose={onClose} onSend={send}>
      <label><span>{t("event.reason")}{reasoned.has(name) ? " *" : ""}</span><Input.TextArea rows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} /></label>
    </ActDialog>
  );
}

function CommandDialog(props: DialogProps): ReactNode {
  if (props.command === "cc") return <CcDialog {...props} />;
  return props.command === "jump" ? <JumpDialog {...props} /> : <PlainDialog {...props} />;
}

/** Commands on the whole instance: urge at hand, the rest under "more", the administrator's apart; each says its consequence first. */
export function InstanceMenu({ instance, number }: { readonly instance: InstanceView; readonly number: string }): ReactNode {
  const { t } = useTranslation("submissions");
  const [asked, setAsked] = useState<MenuCommand>();
  const button = useRef<HTMLButtonElement>(null);
  const urging = useInstanceCommand(instance);
  const urge = instance.mayAct["urge"];
  const groups = menuOf(instance);
  const items = groups.flatMap(({ key, commands }): NonNullable<MenuProps["items"]> => {
    const lines = commands.map((name) => ({ key: name, danger: dangerous.has(name), label: t(`inbox:command.${name}`), onClick: ({ domEvent }: { readonly domEvent: { readonly preventDefault: () => void } }) => { domEvent.preventDefault(); setAsked(name); } }));
    return key === "admin" && groups.length > 1 ? [{ type: "divider" }, { key, type: "group", label: t("menu.admin"), children: lines }] : lines;
  });
  return (
    <>
      {urge !== undefined && instance.status === "running" && <Button disabled={!urge.allowed} title={urge.why ?? ""} loading={urging.isPending} onClick={() => urging.mutate({ command: "urge" })}>{t("inbox:command.urge")}</Button>}
      {items.length > 0 && <Dropdown autoFocus menu={{ items }} trigger={["click"]} classNames={{ root: "sl-more" }}><Button ref={button}>{t("common:act.more")}<DownOutlined /></Button></Dropdown>}
      {asked !== undefined && <CommandDialog instance={instance} number={number} command={asked} returnTo={button} onClose={() => setAsked(undefined)} />}
      {urging.error && <RefusedChecks fault={urging.error} what={t("inbox:command.urge")} />}
    </>
  );
}

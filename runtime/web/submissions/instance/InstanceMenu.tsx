import type { InstanceView } from "@safeloop/engine";
import { Button, Dropdown, Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusedChecks } from "../../inbox/RefusedChecks.tsx";
import { useInstanceCommand } from "./useInstanceCommand.ts";

const menu = ["withdraw", "cancel", "suspend", "resume", "terminate"] as const;
const reasoned: ReadonlySet<string> = new Set(["cancel", "suspend", "terminate"]);
const dangerous: ReadonlySet<string> = new Set(["cancel", "terminate"]);

/** Commands on the whole instance: urge at hand, the rest under "more", each with its consequence first. */
export function InstanceMenu({ instance, number }: { readonly instance: InstanceView; readonly number: string }): ReactNode {
  const { t } = useTranslation("submissions");
  const [asked, setAsked] = useState<(typeof menu)[number]>();
  const [reason, setReason] = useState("");
  const command = useInstanceCommand(instance);
  const may = (name: string): boolean => instance.mayAct[name]?.allowed === true;
  const urge = instance.mayAct["urge"];
  const send = async (): Promise<void> => {
    if (asked === undefined) return;
    await command.mutateAsync({ command: asked, ...(reason.trim() === "" ? {} : { reason: reason.trim() }) });
    setAsked(undefined);
  };
  const items = menu.filter(may).map((name) => ({ key: name, danger: dangerous.has(name), label: t(`inbox:command.${name}`), onClick: () => { command.reset(); setReason(""); setAsked(name); } }));
  return (
    <>
      {urge !== undefined && instance.status === "running" && <Button disabled={!urge.allowed} title={urge.why ?? ""} loading={command.isPending && asked === undefined} onClick={() => command.mutate({ command: "urge" })}>{t("inbox:command.urge")}</Button>}
      {items.length > 0 && <Dropdown menu={{ items }} trigger={["click"]}><Button>{t("common:act.more")}</Button></Dropdown>}
      <Modal open={asked !== undefined} title={asked && t("menu.ask", { command: t(`inbox:command.${asked}`), number })} onCancel={() => setAsked(undefined)} okText={asked && t(`inbox:command.${asked}`)} cancelText={t("common:act.cancel")} okButtonProps={{ type: asked !== undefined && dangerous.has(asked) ? "default" : "primary", danger: asked !== undefined && dangerous.has(asked), disabled: asked !== undefined && reasoned.has(asked) && reason.trim() === "" }} confirmLoading={command.isPending} onOk={() => void send().catch(() => undefined)} destroyOnHidden>
        {asked !== undefined && <p>{t(`menu.${asked}`)}</p>}
        <Input.TextArea rows={2} value={reason} placeholder={t("event.reason")} aria-label={t("event.reason")} onChange={(event) => setReason(event.target.value)} onKeyDown={(event) => event.stopPropagation()} />
        {command.error && asked !== undefined && <RefusedChecks fault={command.error} what={t(`inbox:command.${asked}`)} />}
      </Modal>
      {command.error && asked === undefined && <RefusedChecks fault={command.error} what={t("inbox:command.urge")} />}
    </>
  );
}

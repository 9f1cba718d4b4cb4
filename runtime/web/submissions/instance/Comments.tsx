import type { InstanceView } from "@safeloop/engine";
import { Button, Input } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { dateTimeText } from "../../components/time.ts";
import { ErrorCard } from "../../components/ErrorCard.tsx";
import { useInstanceCommand } from "./useInstanceCommand.ts";

/** What people said, and a place to say something. */
export function Comments({ instance }: { readonly instance: InstanceView }): ReactNode {
  const { t } = useTranslation("submissions");
  const [said, setSaid] = useState("");
  const command = useInstanceCommand(instance);
  const all = instance.history.filter((item) => item.comment !== undefined && item.comment !== "");
  const may = instance.mayAct["comment"];
  const send = async (): Promise<void> => {
    await command.mutateAsync({ command: "comment", comment: said.trim() });
    setSaid("");
  };
  return (
    <div className="sl-comments">
      {all.length === 0 && <p className="sl-meta">{t("noComments")}</p>}
      {all.map((item, index) => <article key={index}><strong>{item.by?.name ?? t("system")}</strong> <span className="sl-meta">{dateTimeText(item.at)} · {t(`inbox:command.${item.command}`, { defaultValue: item.command })}</span><p>{item.comment}</p></article>)}
      <Input.TextArea rows={2} value={said} placeholder={t("say")} aria-label={t("say")} disabled={may?.allowed === false} onChange={(event) => setSaid(event.target.value)} />
      <div><Button disabled={said.trim() === "" || may?.allowed === false} title={may?.why ?? ""} loading={command.isPending} onClick={() => void send().catch(() => undefined)}>{t("inbox:command.comment")}</Button></div>
      {command.error && <ErrorCard fault={command.error} what={t("inbox:command.comment")} />}
    </div>
  );
}

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { passwordProblem } from "./passwordProblem.ts";
import "./session.css";

/** Changes the own password. Forced after an invitation or a reset: it cannot be put off. */
export function ChangePassword({ isForced, onClose }: { readonly isForced: boolean; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation("session");
  const client = useQueryClient();
  const [values, setValues] = useState({ old: "", password: "", again: "" });
  const change = useMutation({
    mutationFn: () => api.post("/session/password", { old: values.old, new: values.password }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["session"] });
      onClose();
    },
  });
  const problem = passwordProblem(values.password, values.again);
  const input = (name: keyof typeof values): ReactNode => <label>{t(`first.${name}`)}<Input.Password autoComplete={name === "old" ? "current-password" : "new-password"} value={values[name]} onChange={(event) => setValues({ ...values, [name]: event.target.value })} /></label>;
  return (
    <Modal open title={t("change.title")} closable={!isForced} mask={{ closable: false }} keyboard={!isForced} onCancel={onClose} okText={t("change.title")} cancelButtonProps={{ hidden: isForced }} okButtonProps={{ disabled: problem !== undefined || values.old === "" }} confirmLoading={change.isPending} onOk={() => change.mutate()}>
      <div className="sl-signin-fields">
        {isForced && <p>{t("change.forced")}</p>}
        {input("old")}{input("password")}{input("again")}
        <p className="sl-meta">{values.password === "" || problem === undefined ? t("first.rule") : t(problem)}</p>
        {change.error && <ErrorCard fault={change.error} what={t("change.title")} />}
      </div>
    </Modal>
  );
}

import { useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Logo } from "../app/frame/Logo.tsx";
import { api } from "../api/client.ts";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { passwordProblem } from "./passwordProblem.ts";
import "./session.css";

/** Opened by the one-time link of the first start: makes the first administrator. */
export function FirstRunPage(): ReactNode {
  const { t } = useTranslation("session");
  const client = useQueryClient();
  const token = new URLSearchParams(location.search).get("token") ?? "";
  const [values, setValues] = useState({ company: "", login: "admin", name: "", password: "", again: "" });
  const [fault, setFault] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const problem = passwordProblem(values.password, values.again);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    try {
      await api.post("/first-run", { token, login: values.login, name: values.name, password: values.password, ...(values.company === "" ? {} : { company: values.company }) });
      await client.invalidateQueries();
      location.assign("/");
    } catch (thrown) {
      setFault(thrown);
    } finally {
      setBusy(false);
    }
  };
  const input = (name: keyof typeof values, secret = false): ReactNode => {
    const Box = secret ? Input.Password : Input;
    return <label>{t(`first.${name}`)}<Box size="large" required={name !== "company"} name={name} autoComplete={secret ? "new-password" : "off"} value={values[name]} onChange={(event) => setValues({ ...values, [name]: event.target.value })} /></label>;
  };
  return (
    <main className="sl-first-run sl-card">
      <Logo size={36} />
      <h1>{t("first.title")}</h1>
      <p className="sl-muted">{token === "" ? t("first.noToken") : t("first.hint")}</p>
      {token !== "" && (
        <form className="sl-signin-fields" onSubmit={(event) => void submit(event)}>
          {input("company")}{input("login")}{input("name")}{input("password", true)}{input("again", true)}
          <p className="sl-meta">{values.password === "" || problem === undefined ? t("first.rule") : t(problem)}</p>
          {fault !== undefined && <ErrorCard fault={fault} what={t("first.act")} />}
          <Button type="primary" htmlType="submit" size="large" block loading={busy} disabled={problem !== undefined || values.name === ""}>{t("first.act")}</Button>
        </form>
      )}
    </main>
  );
}

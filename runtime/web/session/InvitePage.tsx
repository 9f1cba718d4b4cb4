import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Logo } from "../app/frame/Logo.tsx";
import { api } from "../api/client.ts";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { passwordProblem } from "./passwordProblem.ts";
import "./session.css";

interface LinkFor { readonly purpose: "invite" | "reset"; readonly login: string; readonly name: string }

/** Opened by a one-time link of an invitation or a reset: set a password and be signed in. */
export function InvitePage(): ReactNode {
  const { t } = useTranslation("session");
  const client = useQueryClient();
  const token = new URLSearchParams(location.search).get("token") ?? "";
  const [values, setValues] = useState({ password: "", again: "" });
  const [fault, setFault] = useState<unknown>();
  const who = useQuery({ queryKey: ["link", token], queryFn: () => api.post<LinkFor>("/session/link/show", { token }), retry: false });
  const problem = passwordProblem(values.password, values.again);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      await api.post("/session/link", { token, password: values.password });
      await client.invalidateQueries();
      location.assign("/");
    } catch (thrown) {
      setFault(thrown);
    }
  };
  return (
    <main className="sl-first-run sl-card">
      <Logo size={36} />
      <h1>{t("invite.title")}</h1>
      {who.error && <ErrorCard fault={who.error} />}
      {who.data && (
        <form className="sl-signin-fields" onSubmit={(event) => void submit(event)}>
          <p>{t(`invite.${who.data.purpose}`, { name: who.data.name, login: who.data.login })}</p>
          <label>{t("first.password")}<Input.Password size="large" autoComplete="new-password" value={values.password} onChange={(event) => setValues({ ...values, password: event.target.value })} /></label>
          <label>{t("first.again")}<Input.Password size="large" autoComplete="new-password" value={values.again} onChange={(event) => setValues({ ...values, again: event.target.value })} /></label>
          <p className="sl-meta">{values.password === "" || problem === undefined ? t("first.rule") : t(problem)}</p>
          {fault !== undefined && <ErrorCard fault={fault} what={t("invite.act")} />}
          <Button type="primary" htmlType="submit" size="large" block disabled={problem !== undefined}>{t("invite.act")}</Button>
        </form>
      )}
    </main>
  );
}

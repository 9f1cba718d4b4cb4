import type { Contact } from "@safeloop/engine";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client.ts";
import { ErrorCard } from "../../components/ErrorCard.tsx";
import { Loading } from "../../components/Loading.tsx";
import { dateTimeText } from "../../components/time.ts";
import { useChange } from "../useChange.ts";
import { pushHurdle, subscribeBrowser } from "./browserPush.ts";
import "./channels.css";

/** Where notices reach me when I am not looking at a page. */
export function ContactCard(): ReactNode {
  const { t } = useTranslation("channels");
  const { data, error, refetch } = useQuery({ queryKey: ["contact"], queryFn: () => api.get<Contact>("/me/contact") });
  return (
    <section className="sl-card">
      <header>{t("contact.title")}</header>
      <div className="sl-contact">
        {error && !data ? <ErrorCard fault={error} onRetry={() => void refetch()} /> : !data ? <Loading rows={2} /> : <><Email email={data.email} /><Browsers contact={data} /></>}
      </div>
    </section>
  );
}

function Email({ email }: { readonly email: string | null }): ReactNode {
  const { t } = useTranslation("channels");
  const save = useChange((value: string) => api.put("/me/contact", { email: value.trim() === "" ? null : value.trim() }), ["contact"]);
  return (
    <Form layout="inline" initialValues={{ email: email ?? "" }} onFinish={({ email: value }: { readonly email: string }) => save.mutate(value)}>
      <Form.Item name="email" label={t("contact.email")} rules={[{ type: "email", message: t("contact.badEmail") }]}><Input type="email" maxLength={200} placeholder="name@example.com" autoComplete="email" /></Form.Item>
      <Button htmlType="submit" loading={save.isPending}>{t("common:act.save")}</Button>
      {save.error && <ErrorCard fault={save.error} what={t("contact.email")} />}
    </Form>
  );
}

function Browsers({ contact }: { readonly contact: Contact }): ReactNode {
  const { t } = useTranslation("channels");
  const client = useQueryClient();
  const [isRefused, setRefused] = useState(false);
  const hurdle = isRefused ? "refused" : pushHurdle();
  const remove = useChange((id: string) => api.delete(`/me/browsers/${id}`), ["contact"]);
  const allow = useMutation({
    mutationFn: async (pushKey: string) => {
      const target = await subscribeBrowser(pushKey);
      if (target) await api.post("/me/browsers", target);
      else setRefused(true);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["contact"] }),
  });
  const { pushKey, browsers } = contact;
  return (
    <>
      <b>{t("contact.browsers")}</b>
      {browsers.length > 0 && <ul>{browsers.map((one) => <li key={one.id}>{one.browser} <span className="sl-meta">{dateTimeText(one.createdAt)}</span><Button onClick={() => remove.mutate(one.id)}>{t("contact.forget")}</Button></li>)}</ul>}
      {pushKey === null ? <p className="sl-meta">{t("contact.noPush")}</p> : hurdle ? <p className="sl-meta">{t(`contact.hurdle.${hurdle}`)}</p> : <Button loading={allow.isPending} onClick={() => allow.mutate(pushKey)}>{t("contact.allow")}</Button>}
      {allow.error && <p className="sl-channel-answer" role="alert">{t("contact.failed", { why: allow.error.message })}</p>}
    </>
  );
}

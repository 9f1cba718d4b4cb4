import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import type { PersonView } from "../api/types.ts";
import { dateTimeText } from "../components/time.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { ModalForm } from "./ModalForm.tsx";
import { OrgSelect } from "./OrgSelect.tsx";
import { SecretOnce } from "./SecretOnce.tsx";
import { useChange } from "./useChange.ts";
import { useRoles } from "./usePeople.ts";
import { labelSearch } from "../search/labelSearch.ts";

interface Values {
  readonly login: string;
  readonly name: string;
  readonly orgId: string;
  readonly roles?: readonly { readonly role: string; readonly orgId: string }[];
  readonly managerId?: string;
}
interface Invited {
  readonly person: PersonView;
  readonly invite?: { readonly link: string; readonly expiresAt: string };
}

/** A link is shown whole even where the server gave only its path. */
export function wholeLink(link: string): string {
  return link.startsWith("/") ? `${location.origin}${link}` : link;
}

/** Invites a person, or changes one. An invitation ends with a link that is shown once. */
export function PersonForm({ person, people, onClose }: { readonly person?: PersonView; readonly people: readonly PersonView[]; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation("admin");
  const [form] = Form.useForm<Values>();
  const [invited, setInvited] = useState<Invited | undefined>(undefined);
  const change = useChange(
    (values: Values) => {
      const body = { name: values.name.trim(), orgId: values.orgId, roles: values.roles ?? [], managerId: values.managerId || null };
      return person ? api.patch<PersonView>(`/people/${person.id}`, body).then((changed): Invited => ({ person: changed })) : api.post<Invited>("/people", { ...body, login: values.login.trim() });
    },
    ["people", "session"],
    (result) => (result.invite ? setInvited(result) : onClose()),
  );
  if (invited?.invite) return <SecretOnce title={t("people.linkTitle", { name: invited.person.name })} secret={wholeLink(invited.invite.link)} note={t("expires", { at: dateTimeText(invited.invite.expiresAt) })} onClose={onClose} />;
  const start = person && { ...person, managerId: person.managerId ?? undefined };
  return (
    <ModalForm form={form} width={640} title={person ? t("people.edit", { name: person.name }) : t("people.invite")} act={person ? t("common:act.save") : t("people.invite")} change={change} onValues={change.mutate} onClose={onClose} initialValues={start ?? { roles: [] }}>
      <div className="sl-form-grid">
        <Form.Item name="name" label={t("field.name")} rules={[{ required: true, whitespace: true, message: t("required") }]}><Input maxLength={100} autoFocus /></Form.Item>
        {!person && <Form.Item name="login" label={t("field.login")} rules={[{ required: true, message: t("required") }, { pattern: /^[\p{L}\p{N}._@+-]{2,64}$/u, message: t("badLogin") }]}><Input maxLength={64} autoComplete="off" /></Form.Item>}
        <Form.Item name="orgId" label={t("field.org")} rules={[{ required: true, message: t("required") }]}><OrgSelect label={t("field.org")} /></Form.Item>
        <Form.Item name="managerId" label={t("field.manager")}><Select allowClear showSearch={labelSearch} placeholder={t("noPerson")} options={people.filter((one) => one.id !== person?.id && one.status !== "disabled").map((one) => ({ value: one.id, label: `${one.name} (${one.login})` }))} /></Form.Item>
      </div>
      <Form.Item label={t("field.roles")} extra={t("people.roleHint")}><Roles /></Form.Item>
      {person && <p className="sl-meta">{t("people.changes")}</p>}
    </ModalForm>
  );
}

function Roles(): ReactNode {
  const { t } = useTranslation("admin");
  const { text } = useLocale();
  const { data: roles } = useRoles();
  const must = [{ required: true, message: t("required") }];
  return (
    <Form.List name="roles">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <div key={key} className="sl-role-row">
              <Form.Item name={[name, "role"]} rules={must} noStyle><Select aria-label={t("people.role")} placeholder={t("people.role")} showSearch={labelSearch} options={(roles ?? []).map((role) => ({ value: role.id, label: text(role.title) }))} /></Form.Item>
              <Form.Item name={[name, "orgId"]} rules={must} noStyle><OrgSelect label={t("field.org")} placeholder={t("field.org")} /></Form.Item>
              <Button icon={<DeleteOutlined />} aria-label={t("people.removeRole")} title={t("people.removeRole")} onClick={() => remove(name)} />
            </div>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({})}>{t("people.addRole")}</Button>
        </>
      )}
    </Form.List>
  );
}

import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import type { PersonView } from "../api/types.ts";
import { ConfirmButton } from "../components/ConfirmButton.tsx";
import { SidePanel } from "../components/SidePanel.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { dateText, dateTimeText } from "../components/time.ts";
import { useNow } from "../components/useNow.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { useMay, useMe } from "../session/useMe.ts";
import { orgPath } from "./orgTree.ts";
import { PersonForm, wholeLink } from "./PersonForm.tsx";
import { SecretOnce } from "./SecretOnce.tsx";
import { useChange } from "./useChange.ts";
import { useOrg } from "./useOrg.ts";

interface Link {
  readonly link: string;
  readonly expiresAt: string;
}

export interface PersonPanelProps {
  readonly person: PersonView;
  readonly people: readonly PersonView[];
  readonly roleTitle: (id: string) => string;
  readonly onClose: () => void;
}

/** One person: unit, roles, certificates, and what can be done with the account. */
export function PersonPanel({ person, people, roleTitle, onClose }: PersonPanelProps): ReactNode {
  const { t } = useTranslation("admin");
  const { text } = useLocale();
  const { data: org } = useOrg();
  const units = org?.units ?? [];
  return (
    <SidePanel title={person.name} open onClose={onClose} footer={<Acts person={person} people={people} />}>
      <dl className="sl-facts">
        <div><dt>{t("field.login")}</dt><dd>{person.login}</dd></div>
        <div><dt>{t("field.status")}</dt><dd>{t(`people.status.${person.status}`)}</dd></div>
        <div><dt>{t("field.org")}</dt><dd>{orgPath(units, person.orgId, text)}</dd></div>
        <div><dt>{t("field.manager")}</dt><dd>{people.find((one) => one.id === person.managerId)?.name ?? t("noPerson")}</dd></div>
      </dl>
      <h3>{t("field.roles")}</h3>
      {person.roles.length === 0 && <p className="sl-muted">{t("people.noRole")}</p>}
      <ul>{person.roles.map(({ role, orgId }) => <li key={`${role} ${orgId}`}>{t("people.roleAt", { role: roleTitle(role), org: orgPath(units, orgId, text) })}</li>)}</ul>
      <h3>{t("people.certs")}</h3>
      <Certificates person={person} />
    </SidePanel>
  );
}

/** Certificates with their end; one past its date is said to be so. */
export function Certificates({ person }: { readonly person: PersonView }): ReactNode {
  const { t } = useTranslation("admin");
  const now = useNow();
  if (!person.certificates || person.certificates.length === 0) return <p className="sl-muted">{t("people.certNone")}</p>;
  return <ul>{person.certificates.map((one) => <li key={one.no}>{one.kind} · {one.item} · {one.no} {Date.parse(one.validTo) < now ? <StateChip tone="void">{t("people.certExpired")}</StateChip> : <span className="sl-meta">{t("people.until", { at: dateText(one.validTo) })}</span>}</li>)}</ul>;
}

function Acts({ person, people }: { readonly person: PersonView; readonly people: readonly PersonView[] }): ReactNode {
  const { t } = useTranslation("admin");
  const may = useMay();
  const me = useMe();
  const [isEditing, setEditing] = useState(false);
  const [link, setLink] = useState<Link | undefined>(undefined);
  const nouns = ["people"];
  const toggle = useChange((act: "disable" | "enable") => api.post<PersonView>(`/people/${person.id}/${act}`), nouns);
  const reset = useChange(() => api.post<Link>(`/people/${person.id}/reset-password`), nouns, setLink);
  const why = may("people.edit") ? undefined : t("readOnly", { permission: "people.edit" });
  const isSelf = person.id === me.person.id;
  const { name } = person;
  return (
    <div className="sl-admin-acts">
      <Button type="primary" disabled={why !== undefined} title={why} onClick={() => setEditing(true)}>{t("common:act.edit")}</Button>
      <ConfirmButton label={t("people.reset")} title={t("people.resetTitle", { name })} consequences={<p>{t("people.resetBody")}</p>} danger disabled={why !== undefined || person.status === "disabled"} why={why} onConfirm={() => reset.mutateAsync(undefined)} />
      {person.status === "disabled"
        ? <ConfirmButton label={t("people.enable")} title={t("people.enableTitle", { name })} consequences={<p>{t("people.enableBody", { name })}</p>} disabled={why !== undefined} why={why} onConfirm={() => toggle.mutateAsync("enable")} />
        : <ConfirmButton label={t("people.disable")} title={t("people.disableTitle", { name })} consequences={<p>{t("people.disableBody", { name })}</p>} danger disabled={why !== undefined || isSelf} why={isSelf ? t("people.self") : why} onConfirm={() => toggle.mutateAsync("disable")} />}
      {isEditing && <PersonForm person={person} people={people} onClose={() => setEditing(false)} />}
      {link && <SecretOnce title={t("people.linkTitle", { name })} secret={wholeLink(link.link)} note={t("expires", { at: dateTimeText(link.expiresAt) })} onClose={() => setLink(undefined)} />}
    </div>
  );
}

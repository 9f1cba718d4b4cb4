import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/useLocale.ts";
import { ChangePassword } from "../session/ChangePassword.tsx";
import { useMe } from "../session/useMe.ts";
import { AdminFrame } from "./AdminFrame.tsx";
import { ContactCard } from "./channels/ContactCard.tsx";
import { orgPath } from "./orgTree.ts";
import { Certificates } from "./PersonPanel.tsx";
import { useOrg } from "./useOrg.ts";
import { useRoles } from "./usePeople.ts";

/** The own account: what I am, what I may, my password. */
export default function MePage(): ReactNode {
  const { t } = useTranslation("admin");
  const { text } = useLocale();
  const me = useMe();
  const { data: org } = useOrg();
  const { data: roles } = useRoles();
  const [isChanging, setChanging] = useState(false);
  const units = org?.units ?? [];
  const roleTitle = (id: string): string => text(roles?.find((role) => role.id === id)?.title) || id;
  return (
    <AdminFrame section="me" lead={me.person.name} actions={<Button type="primary" onClick={() => setChanging(true)}>{t("me.password")}</Button>}>
      <section className="sl-card">
        <dl className="sl-facts">
          <div><dt>{t("field.login")}</dt><dd>{me.person.login}</dd></div>
          <div><dt>{t("me.org")}</dt><dd>{orgPath(units, me.person.orgId, text) || text(me.tenant.title)}</dd></div>
          <div><dt>{t("me.roles")}</dt><dd>{me.person.roles.map(({ role, orgId }) => t("people.roleAt", { role: roleTitle(role), org: orgPath(units, orgId, text) || orgId })).join(" · ") || t("people.noRole")}</dd></div>
          <div><dt>{t("me.permissions", { count: me.permissions.length })}</dt><dd><code>{[...me.permissions].sort().join(" ")}</code></dd></div>
        </dl>
      </section>
      <section className="sl-card"><header>{t("me.certs")}</header><div className="sl-facts"><Certificates person={me.person} /></div></section>
      <ContactCard />
      {isChanging && <ChangePassword isForced={false} onClose={() => setChanging(false)} />}
    </AdminFrame>
  );
}

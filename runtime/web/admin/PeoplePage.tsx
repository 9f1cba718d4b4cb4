import { UserAddOutlined } from "@ant-design/icons";
import { Button, Input, Select } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PersonView } from "../api/types.ts";
import { useUrlState } from "../app/useUrlState.ts";
import { DataTable } from "../components/DataTable.tsx";
import { Empty } from "../components/Empty.tsx";
import { Loading } from "../components/Loading.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { labelSearch } from "../search/labelSearch.ts";
import { useMay } from "../session/useMe.ts";
import { AdminFrame } from "./AdminFrame.tsx";
import { OrgSelect } from "./OrgSelect.tsx";
import { orgPath } from "./orgTree.ts";
import { PersonForm } from "./PersonForm.tsx";
import { PersonPanel } from "./PersonPanel.tsx";
import { useOrg } from "./useOrg.ts";
import { usePeople, useRoles } from "./usePeople.ts";

/** Who may sign in, with which roles at which units. */
export default function PeoplePage(): ReactNode {
  const { t } = useTranslation("admin");
  const { text } = useLocale();
  const may = useMay();
  const { data, error, refetch } = usePeople();
  const { data: org } = useOrg();
  const { data: roles } = useRoles();
  const filter = usePeopleFilter();
  const [isInviting, setInviting] = useState(false);
  const [openId, setOpenId] = useUrlState("person");
  const people = data?.items ?? nobody;
  const rows = useMemo(() => filterPeople(people, filter.value, org?.units ?? []), [people, filter.value, org]);
  const roleTitle = (id: string): string => text(roles?.find((role) => role.id === id)?.title) || id;
  const count = (status: PersonView["status"]): number => people.filter((person) => person.status === status).length;
  const opened = people.find((person) => person.id === openId);
  return (
    <AdminFrame section="people" lead={data && t("people.lead", { active: count("active"), invited: count("invited"), disabled: count("disabled") })} actions={may("people.edit") && <Button type="primary" icon={<UserAddOutlined />} onClick={() => setInviting(true)}>{t("people.invite")}</Button>}>
      <div className="sl-admin-filters">
        <Input.Search data-filter allowClear placeholder={t("people.search")} aria-label={t("people.search")} defaultValue={filter.value.q} onSearch={filter.setQ} style={{ width: 200 }} />
        <Select aria-label={t("people.role")} value={filter.value.role} onChange={filter.setRole} showSearch={labelSearch} popupMatchSelectWidth={false} style={{ minWidth: 140 }} options={[{ value: "", label: t("people.allRoles") }, ...(roles ?? []).map((role) => ({ value: role.id, label: text(role.title) }))]} />
        <OrgSelect label={t("field.org")} value={filter.value.org} onChange={filter.setOrg} allowClear placeholder={t("people.allOrg")} />
      </div>
      {!data && !error ? <Loading rows={8} /> : (
        <section className="sl-card">
          <DataTable<PersonView>
            rowKey="id" dataSource={rows} total={rows.length} fault={data ? null : error} onRetry={() => void refetch()} selectedKey={openId} onOpen={(person) => setOpenId(person.id)} scroll={{ x: 760 }}
            empty={<Empty title={t("people.empty")} action={<Button onClick={filter.clear}>{t("common:act.clear")}</Button>} />}
            columns={[
              { title: t("field.name"), width: 130, fixed: "left", render: (_, person) => <b>{person.name}</b> },
              { title: t("field.login"), dataIndex: "login", width: 130, ellipsis: true },
              { title: t("field.org"), width: 200, ellipsis: true, render: (_, person) => <span title={orgPath(org?.units ?? [], person.orgId, text)}>{text(org?.units.find((unit) => unit.id === person.orgId)?.title) || person.orgId}</span> },
              { title: t("field.roles"), ellipsis: true, render: (_, person) => person.roles.map(({ role }) => roleTitle(role)).filter((name, index, all) => all.indexOf(name) === index).join(" · ") || <span className="sl-muted">{t("people.noRole")}</span> },
              { title: t("field.status"), width: 110, render: (_, person) => <StateChip tone={person.status === "disabled" ? "void" : person.status === "invited" ? "waiting" : "plain"}>{t(`people.status.${person.status}`)}</StateChip> },
            ]}
          />
        </section>
      )}
      {isInviting && <PersonForm people={people} onClose={() => setInviting(false)} />}
      {opened && <PersonPanel person={opened} people={people} roleTitle={roleTitle} onClose={() => setOpenId("")} />}
    </AdminFrame>
  );
}

const nobody: readonly PersonView[] = [];

interface PeopleFilter {
  readonly q: string;
  readonly role: string;
  readonly org: string;
}

function usePeopleFilter() {
  const [q, setQ] = useUrlState("q");
  const [role, setRole] = useUrlState("role");
  const [org, setOrg] = useUrlState("org");
  const value = useMemo(() => ({ q, role, org }), [q, role, org]);
  return { value, setQ, setRole, setOrg, clear: () => { setQ(""); setRole(""); setOrg(""); } };
}

/** People by words, role, and unit with everything below it; active ones first, then by name. */
function filterPeople(people: readonly PersonView[], { q, role, org }: PeopleFilter, units: readonly { readonly id: string; readonly parentId: string | null }[]): PersonView[] {
  const words = q.trim().toLowerCase();
  const isWithin = (id: string): boolean => {
    for (let at: string | null | undefined = id, steps = 0; at && steps < 20; at = units.find((unit) => unit.id === at)?.parentId, steps++) if (at === org) return true;
    return false;
  };
  return people
    .filter((person) => (words === "" || `${person.name} ${person.login}`.toLowerCase().includes(words)) && (role === "" || person.roles.some((one) => one.role === role)) && (org === "" || isWithin(person.orgId)))
    .sort((a, b) => Number(a.status === "disabled") - Number(b.status === "disabled") || a.name.localeCompare(b.name, "zh-CN"));
}

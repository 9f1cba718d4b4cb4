import { PlusOutlined } from "@ant-design/icons";
import type { OrgUnit } from "@safeloop/engine";
import { Button, Tree, type TreeDataNode } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { useUrlState } from "../app/useUrlState.ts";
import { ConfirmButton } from "../components/ConfirmButton.tsx";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { useMay } from "../session/useMe.ts";
import { AdminFrame } from "./AdminFrame.tsx";
import { OrgUnitForm } from "./OrgUnitForm.tsx";
import { levelBelow, type OrgBranch, orgPath, orgTree } from "./orgTree.ts";
import { useChange } from "./useChange.ts";
import { useOrg } from "./useOrg.ts";
import { usePeople } from "./usePeople.ts";

type Editing = { readonly unit?: OrgUnit; readonly parent?: OrgUnit };

/** The tree of units, group down to team. */
export default function OrgPage(): ReactNode {
  const { t } = useTranslation("admin");
  const { text } = useLocale();
  const may = useMay();
  const { data, error, refetch } = useOrg();
  const [selected, setSelected] = useUrlState("unit");
  const [editing, setEditing] = useState<Editing | undefined>(undefined);
  const unit = data?.units.find((one) => one.id === selected);
  const node = ({ unit: { id, title, code, level }, children }: OrgBranch): TreeDataNode => ({ key: id, title: <>{text(title)} <span className="sl-meta">{code} · {t(`org.level.${level}`)}</span></>, children: children.map(node) });
  return (
    <AdminFrame section="org" lead={data && t("org.lead", { units: data.units.length, areas: data.areas.length })}>
      {error && !data ? <ErrorCard fault={error} what={t("org.tree")} onRetry={() => void refetch()} /> : !data ? <Loading rows={8} /> : (
        <div className="sl-org">
          <section className="sl-card" aria-label={t("org.tree")}>
            <Tree blockNode defaultExpandAll selectedKeys={[selected]} onSelect={(keys) => setSelected(String(keys[0] ?? ""))} treeData={orgTree(data.units).map(node)} />
          </section>
          <section className="sl-card">
            {!unit ? <Empty title={t("org.none")} /> : (
              <div className="sl-org-detail">
                <h2>{text(unit.title)}</h2>
                <p className="sl-muted">{orgPath(data.units, unit.id, text)}</p>
                <UnitFacts unit={unit} />
                <div className="sl-admin-acts">
                  <Button type="primary" disabled={!may("org.edit")} onClick={() => setEditing({ unit })}>{t("common:act.edit")}</Button>
                  <Button icon={<PlusOutlined />} disabled={!may("org.edit")} onClick={() => setEditing({ parent: unit })}>{t("org.addBelow")}</Button>
                  <Remove unit={unit} onDone={() => setSelected(unit.parentId ?? "")} />
                </div>
              </div>
            )}
          </section>
        </div>
      )}
      {editing && <OrgUnitForm {...editing} level={editing.parent ? levelBelow(editing.parent.level) : "unit"} onClose={() => setEditing(undefined)} />}
    </AdminFrame>
  );
}

function UnitFacts({ unit }: { readonly unit: OrgUnit }): ReactNode {
  const { t } = useTranslation("admin");
  const { text } = useLocale();
  const { data: people } = usePeople();
  const { data: org } = useOrg();
  const own = people?.items.filter((person) => person.orgId === unit.id).length;
  const areas = org?.areas.filter((area) => area.orgId === unit.id) ?? [];
  return <p>{[`${t("field.code")} ${unit.code}`, t(`org.level.${unit.level}`), own !== undefined && t("org.people", { count: own }), areas.map((area) => text(area.title)).join(" · ")].filter(Boolean).join(" · ")}</p>;
}

function Remove({ unit, onDone }: { readonly unit: OrgUnit; readonly onDone: () => void }): ReactNode {
  const { t } = useTranslation("admin");
  const { text } = useLocale();
  const may = useMay();
  const remove = useChange(() => api.delete(`/org/units/${unit.id}`), ["org"], onDone);
  return <ConfirmButton label={t("org.remove")} title={t("org.removeTitle", { what: text(unit.title) })} consequences={<p>{t("org.removeBody")}</p>} danger disabled={!may("org.edit")} why={t("readOnly", { permission: "org.edit" })} onConfirm={() => remove.mutateAsync(undefined)} />;
}

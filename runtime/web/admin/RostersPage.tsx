import { PlusOutlined } from "@ant-design/icons";
import type { RosterView } from "@safeloop/engine";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { ConfirmButton } from "../components/ConfirmButton.tsx";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { useMay } from "../session/useMe.ts";
import { AdminFrame } from "./AdminFrame.tsx";
import { RosterForm } from "./RosterForm.tsx";
import { RosterWeek } from "./RosterWeek.tsx";
import { useChange } from "./useChange.ts";
import { useRoles } from "./usePeople.ts";
import { useRosters } from "./useRosters.ts";
import "./rosters.css";

/** Who is on duty, this week and now: alarms are told to them first. */
export default function RostersPage(): ReactNode {
  const { t } = useTranslation("admin");
  const may = useMay();
  const { data, error, refetch } = useRosters();
  const [edited, setEdited] = useState<RosterView | "new" | undefined>(undefined);
  const add = may("people.edit") ? <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited("new")}>{t("rosters.add")}</Button> : undefined;
  const uncovered = data?.items.filter((one) => one.onDuty.length === 0).length ?? 0;
  return (
    <AdminFrame section="rosters" lead={data && (uncovered > 0 ? t("rosters.leadUncovered", { count: data.items.length, uncovered }) : t("rosters.lead", { count: data.items.length }))} actions={add}>
      {!data && (error ? <ErrorCard fault={error} what={t("section.rosters")} onRetry={() => void refetch()} /> : <Loading rows={5} />)}
      {data?.items.length === 0 && <section className="sl-card"><Empty title={t("rosters.empty")} hint={t("rosters.emptyHint")} action={add} /></section>}
      {data?.items.map((roster) => <RosterCard key={roster.id} roster={roster} onEdit={() => setEdited(roster)} />)}
      {edited !== undefined && <RosterForm {...(edited === "new" ? {} : { roster: edited })} onClose={() => setEdited(undefined)} />}
    </AdminFrame>
  );
}

function RosterCard({ roster, onEdit }: { readonly roster: RosterView; readonly onEdit: () => void }): ReactNode {
  const { t } = useTranslation("admin");
  const { text } = useLocale();
  const { data: roles } = useRoles();
  const remove = useChange((id: string) => api.delete(`/rosters/${id}`), ["rosters"]);
  const title = `${text(roster.org.title)} · ${text(roles?.find((one) => one.id === roster.role)?.title) || roster.role}`;
  return (
    <section className="sl-card sl-roster" aria-label={title}>
      <header className="sl-roster-head">
        <div>
          <h2>{title}</h2>
          <p className={roster.onDuty.length > 0 ? "sl-meta" : "sl-roster-nobody"}>{roster.onDuty.length > 0 ? t("rosters.now", { names: roster.onDuty.map((one) => one.name).join(t("rosters.and")) }) : t("rosters.nobody")}</p>
        </div>
        {roster.mayEdit && (
          <span className="sl-admin-acts">
            <Button onClick={onEdit}>{t("rosters.edit")}</Button>
            <ConfirmButton label={t("org.remove")} title={t("rosters.removeTitle", { what: title })} consequences={<p>{t("rosters.removeBody")}</p>} danger onConfirm={() => remove.mutateAsync(roster.id)} />
          </span>
        )}
      </header>
      <RosterWeek roster={roster} />
    </section>
  );
}

import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "../components/PageHeader.tsx";
import { useMay, useMe } from "../session/useMe.ts";
import { adminSections, sectionsFor } from "./sections.ts";
import "./admin.css";

export interface AdminFrameProps {
  readonly section: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Sections at the left, the open one at the right; who may only look is told so on top. */
export function AdminFrame({ section, lead, actions, children }: AdminFrameProps): ReactNode {
  const { t } = useTranslation("admin");
  const { permissions } = useMe();
  const may = useMay();
  const edit = adminSections.find((one) => one.id === section)?.edit;
  return (
    <div className="sl-admin">
      <nav className="sl-admin-nav" aria-label={t("sections")}>
        {sectionsFor(permissions).map(({ id, href }) => <Link key={id} to={href as never} className="sl-nav-entry" activeProps={{ className: "sl-nav-active", "aria-current": "page" }} activeOptions={{ includeSearch: false }}>{t(`section.${id}`)}</Link>)}
      </nav>
      <div className="sl-admin-body">
        <PageHeader crumbs={t("title")} title={t(`section.${section}`)} sub={lead} actions={actions} />
        {edit !== undefined && !may(edit) && <p className="sl-admin-note" role="note">{t("readOnly", { permission: edit })}</p>}
        {children}
      </div>
    </div>
  );
}

import { ArrowRightOutlined, ExperimentOutlined, ExportOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import type { PackView } from "../api/types.ts";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { RouteLink } from "../components/RouteLink.tsx";
import { saveBlob } from "../components/saveBlob.ts";
import { dateText } from "../components/time.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { useMay } from "../session/useMe.ts";
import { countsText } from "./countsText.ts";
import { type GalleryItem, packState } from "./gallery.ts";
import { InstallDialog } from "./InstallDialog.tsx";
import { NeedsList } from "./NeedsList.tsx";
import { SignerChip } from "./SignerChip.tsx";
import { TemplatePicture } from "./TemplatePicture.tsx";
import { packPath } from "./usePacks.ts";

/** What one gets with a template, what it asks for, and what can be done with it now. */
export function GalleryDetail({ item }: { readonly item: GalleryItem | undefined }): ReactNode {
  const { t } = useTranslation("packs");
  const { text } = useLocale();
  if (!item) return <aside className="sl-card sl-gallery-detail"><Empty title={t("select")} /></aside>;
  const { pack } = item;
  return (
    <aside className="sl-card sl-gallery-detail" aria-label={text(item.title)}>
      <TemplatePicture category={item.category} hasFlow={item.flow !== undefined} />
      <div className="sl-gallery-facts">
        <h2>{text(item.title)}</h2>
        {pack && <p className="sl-gallery-sign"><SignerChip from={pack.from} signer={pack.signer} /></p>}
        {pack?.description && <p className="sl-meta sl-gallery-says">{text(pack.description)}</p>}
        <Facts item={item} />
        {pack && <NeedsList needs={pack.needs} />}
        {pack?.installed?.adoptBy !== undefined && pack.installed.pending && <p className="sl-pack-note" role="note">{t("adoptBy", { at: dateText(pack.installed.adoptBy) })}</p>}
      </div>
      <Acts key={item.id} item={item} />
    </aside>
  );
}

function Facts({ item }: { readonly item: GalleryItem }): ReactNode {
  const { t } = useTranslation("packs");
  const { text } = useLocale();
  const { pack } = item;
  const needs = pack ? pack.needs.tags.length + pack.needs.roles.length : 0;
  const rows: readonly (readonly [string, ReactNode] | undefined)[] = [
    pack && [t("fact.pack"), text(pack.title)],
    pack && [t("fact.version"), <Version key="v" pack={pack} />],
    [t("fact.basis"), item.basis ?? t("noBasis")],
    item.counts && [t("fact.contains"), countsText(item, t)],
    pack && [t("fact.inputs"), pack.inputs.map((one) => text(one.title)).join(t("comma")) || t("common:none")],
    pack && [t("fact.needs"), needs === 0 ? t("needs.met") : t("needs.lacking", { count: needs })],
    pack?.installed ? [t("fact.changes"), pack.installed.changes === 0 ? t("common:none") : t("changes.count", { count: pack.installed.changes })] : undefined,
    item.form === undefined ? undefined : [t("fact.form"), item.revision === undefined ? t("fact.notPublished") : t("fact.published", { revision: item.revision })],
  ];
  return <dl className="sl-facts">{rows.map((row) => row && <div key={row[0]}><dt>{row[0]}</dt><dd>{row[1]}</dd></div>)}</dl>;
}

function Version({ pack }: { readonly pack: PackView }): ReactNode {
  const { t } = useTranslation("packs");
  const state = packState(pack);
  if (state === "absent") return t("version.absent", { version: pack.version });
  const here = t("version.installed", { version: pack.installed?.version });
  return state === "installed" ? here : <>{here} <ArrowRightOutlined aria-label={t("version.to")} /> {t("version.available", { version: pack.version })}</>;
}

function Acts({ item }: { readonly item: GalleryItem }): ReactNode {
  const { t } = useTranslation("packs");
  const may = useMay();
  const [isInstalling, setInstalling] = useState(false);
  const { pack } = item;
  const state = pack && packState(pack);
  const canEdit = may("pack.edit");
  const hasLead = canEdit && (state === "upgrade" || state === "absent");
  return (
    <footer className="sl-gallery-acts">
      {pack && canEdit && state === "absent" && <Button type="primary" onClick={() => setInstalling(true)}>{t("act.install")}</Button>}
      {pack && canEdit && state === "upgrade" && <RouteLink href={`/templates/${encodeURIComponent(pack.id)}/upgrade`}><Button type="primary">{t("act.review")}</Button></RouteLink>}
      <Use item={item} isLead={!hasLead} />
      {pack && item.form !== undefined && <RouteLink href={`/templates/${encodeURIComponent(pack.id)}/try/${encodeURIComponent(item.id)}`}><Button icon={<ExperimentOutlined />}>{t("act.try")}</Button></RouteLink>}
      {pack?.installed && <RouteLink href={`/templates/${encodeURIComponent(pack.id)}/changes`}><Button>{t("act.changes")}</Button></RouteLink>}
      {item.form !== undefined && item.revision !== undefined && may("form.edit") && <a href={`/designer/forms/${encodeURIComponent(item.form)}`}><Button>{t("design")}</Button></a>}
      {item.flow !== undefined && state !== "absent" && may("flow.edit") && <a href={`/designer/flows/${encodeURIComponent(item.flow)}`}><Button>{t("flow")}</Button></a>}
      {item.rules[0] !== undefined && state !== "absent" && may("rule.edit") && <a href={`/designer/rules/${encodeURIComponent(item.rules[0])}`}><Button>{t("rule")}</Button></a>}
      {pack?.installed && canEdit && <Export pack={pack} />}
      {isInstalling && pack && <InstallDialog pack={pack} onClose={() => setInstalling(false)} />}
    </footer>
  );
}

/** Starting is a click where the form is published; else it says why not. */
function Use({ item, isLead }: { readonly item: GalleryItem; readonly isLead: boolean }): ReactNode {
  const { t } = useTranslation("packs");
  const may = useMay();
  const isAbsent = item.pack !== undefined && packState(item.pack) === "absent";
  const why = item.form === undefined ? t("noForm") : isAbsent ? t("notInstalled") : item.revision === undefined ? t("notYet") : may("submission.create") ? undefined : t("common:error.forbidden", { permission: "submission.create" });
  if (why === undefined && item.form !== undefined) return <RouteLink href={`/new/${encodeURIComponent(item.form)}`}><Button type={isLead ? "primary" : "default"}>{t("use")}</Button></RouteLink>;
  return <>{isLead && <Button type="primary" disabled title={why}>{t("use")}</Button>}<p className="sl-meta sl-gallery-why">{why}</p></>;
}

/** What is in force of the pack as one signed file. */
function Export({ pack }: { readonly pack: PackView }): ReactNode {
  const { t } = useTranslation("packs");
  const save = useMutation({ mutationFn: async () => saveBlob(`${pack.id}-${pack.installed?.version}.zip`, await api.blob(packPath(pack.id, "/archive"))) });
  return <><Button icon={<ExportOutlined />} loading={save.isPending} onClick={() => save.mutate()}>{t("act.export")}</Button>{save.error && <ErrorCard fault={save.error} what={t("act.export")} />}</>;
}

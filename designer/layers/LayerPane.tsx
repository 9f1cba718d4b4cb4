import { changesHref, type ElementRow, isOwn, LayerChips, LayerSteps, StateChip, useLocale } from "@safeloop/web";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LayerDetail } from "./LayerBadge.tsx";
import { useLayers } from "./LayersContext.tsx";

/** In the property panel: the state of the selected element, which layer says what, and the way to take an own change back. */
export function LayerSection({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation("designer");
  const layers = useLayers();
  const mark = layers?.marks.get(id);
  if (!layers || !mark || (mark.inside.length === 0 && (!mark.row || (!isOwn(mark.row) && mark.row.lock === "free")))) return null;
  const own = mark.row && isOwn(mark.row) ? mark.row : mark.inside[0];
  return (
    <section className="dz-layer-section">
      <h3>{t("layers.title")}</h3>
      <LayerDetail mark={mark} />
      {own && <a href={changesHref(layers.packId, own.el)}>{t("layers.back")}</a>}
    </section>
  );
}

/** Everything changed here on the opened definition, also what has no card: limits, checks, what was removed. */
export function LayerSummary(): ReactNode {
  const { t } = useTranslation("designer");
  const layers = useLayers();
  const own = layers?.rows.filter(isOwn) ?? [];
  if (!layers || layers.version === undefined) return null;
  if (own.length === 0) return <p className="sl-meta">{t("layers.none")}</p>;
  return (
    <section className="dz-layer-section">
      <h3>{t("layers.summary", { count: own.length })}</h3>
      <ul className="dz-layer-rows">{own.map((row) => <SummaryRow key={row.el} row={row} href={changesHref(layers.packId, row.el)} />)}</ul>
    </section>
  );
}

function SummaryRow({ row, href }: { readonly row: ElementRow; readonly href: string }): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  return (
    <li>
      <span className="dz-layer-row"><b>{text(row.title)}</b><small className="sl-meta">{t(`packs:kind.${row.kind}`, { defaultValue: row.kind })}</small><LayerChips row={{ ...row, lock: "free" }} /></span>
      <LayerSteps row={{ ...row, held: [] }} />
      <a href={href}>{t("layers.back")}</a>
    </li>
  );
}

/** In the head: the pack, how many own changes, and that the layers are not known when they could not be read. */
export function LayerLine(): ReactNode {
  const { t } = useTranslation("designer");
  const layers = useLayers();
  if (!layers) return null;
  if (layers.isUnknown) return <StateChip tone="unknown">{t("layers.unknown")}</StateChip>;
  if (layers.version === undefined) return null;
  return <>· <a className="dz-layer-line" href={changesHref(layers.packId)}>{t("layers.line", { version: layers.version, count: layers.rows.filter(isOwn).length })}</a></>;
}

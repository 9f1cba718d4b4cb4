import { LockOutlined } from "@ant-design/icons";
import { LayerChips, LayerSteps, StateChip, useLocale } from "@safeloop/web";
import { Popover } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { LayerMark } from "./layerRows.ts";
import { useLayers } from "./LayersContext.tsx";
import "./layers.css";

/** True when there is something to say of an element. */
const says = ({ row, inside }: LayerMark): boolean => (row !== undefined && (row.state !== "inherited" || row.lock !== "free")) || inside.length > 0;

/** The state of an element in a word; pointing at it shows which layer says what, as the property panel does. */
export function LayerBadge({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation("packs");
  const mark = useLayers()?.marks.get(id);
  if (!mark || !says(mark)) return null;
  return (
    <Popover content={<LayerDetail mark={mark} />} trigger="hover" mouseEnterDelay={0.2} title={t("chain.title")}>
      <span className="dz-layer-badge nodrag" data-layer={id}><Chips mark={mark} /></span>
    </Popover>
  );
}

/** An own state in words, and beside it a lock as its sign only: the card has little room. */
function Chips({ mark: { row, inside } }: { readonly mark: LayerMark }): ReactNode {
  const { t } = useTranslation("packs");
  const isQuiet = row === undefined || row.state === "inherited";
  if (isQuiet && inside.length > 0) return <><StateChip tone="live">{t("badge.changed")}</StateChip>{row && row.lock !== "free" && <LockSign lock={row.lock} />}</>;
  if (!row) return null;
  if (isQuiet) return <LayerChips row={row} />;
  return <><LayerChips row={{ ...row, lock: "free" }} />{row.lock !== "free" && <LockSign lock={row.lock} />}</>;
}

function LockSign({ lock }: { readonly lock: "tightenOnly" | "fixed" }): ReactNode {
  const { t } = useTranslation("packs");
  return <span className="dz-layer-lock" role="img" aria-label={t(`badge.${lock}`)} title={t(`badge.${lock}`)}><LockOutlined aria-hidden /></span>;
}

/** Chain of layers of the element, and of what was changed inside of it. */
export function LayerDetail({ mark: { row, inside } }: { readonly mark: LayerMark }): ReactNode {
  const { text } = useLocale();
  return (
    <div className="dz-layer-detail">
      {row && <LayerSteps row={row} />}
      {inside.map((one) => <div key={one.el}><strong>{text(one.title)}</strong> <LayerChips row={{ ...one, lock: "free" }} /><LayerSteps row={{ ...one, held: [] }} /></div>)}
    </div>
  );
}

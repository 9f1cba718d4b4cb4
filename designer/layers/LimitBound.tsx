import { useLocale, valueText } from "@safeloop/web";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LayerBadge } from "./LayerBadge.tsx";
import { useLayers } from "./LayersContext.tsx";

/** Beside the number of a limit, whose source stands there: its state, and above which value of the upper layer it may not become looser. */
export function LimitBound({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation("designer");
  const { locale } = useLocale();
  const held = useLayers()?.marks.get(`limit:${id}`)?.row?.held?.find(({ facet, level }) => facet === "value" && level === "tightenOnly");
  return (
    <>
      <LayerBadge id={`limit:${id}`} />
      {held && <small className="sl-meta" data-bound={id}>{t("layers.bound", { value: valueText(held.value, locale, t) })}</small>}
    </>
  );
}

import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useBlobUrl } from "./useBlobUrl.ts";

/** A small picture; a touch on its corner removes it. */
export function Thumb({ blob, onRemove }: { readonly blob: Blob; readonly onRemove?: () => void }): ReactNode {
  const { t } = useTranslation("capture");
  const url = useBlobUrl(blob);
  return <span className="sc-thumb">{url !== undefined && <img src={url} alt={t("photo")} />}{onRemove && <button type="button" aria-label={t("removePhoto")} onClick={onRemove}>×</button>}</span>;
}

import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { TagView } from "../api/types.ts";
import { tagLook } from "./tagLook.ts";
import { unitText } from "./unitText.ts";

/** The latest value with its unit, or `?` in the look of the unknown. Bad quality shows the value struck through: it is no value. */
export function TagValue({ tag, now }: { readonly tag: TagView; readonly now: number }): ReactNode {
  const { t } = useTranslation();
  const look = tagLook(tag, now);
  if (look.kind === "never" || look.kind === "lost") return <span className="sl-unknown-value">? <small>{t("unknown")}</small></span>;
  const unit = unitText(tag.unit);
  if (look.kind === "bad") return <span className="sl-unknown-value" title={t("charts:quality.bad")}>? <s>{look.value}</s></span>;
  return <span>{look.kind === "uncertain" && <span title={t("charts:quality.uncertain")}>≈ </span>}<b>{look.value}</b> {unit !== "" && <span className="sl-muted">{unit}</span>}</span>;
}

import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ReadProps, Widget } from "../widget.ts";

function Unsupported({ field, value }: ReadProps): ReactNode {
  const { t } = useTranslation("forms");
  return <span className="sf-read"><span className="sl-chip sl-chip-unknown">{t("unsupported", { kind: field.kind })}</span>{value !== undefined && <code className="sf-lines">{JSON.stringify(value)}</code>}</span>;
}

/** A kind this page cannot fill: says so and shows what is stored. */
export const unsupported: Widget = { Edit: Unsupported, Read: Unsupported, isWide: true };

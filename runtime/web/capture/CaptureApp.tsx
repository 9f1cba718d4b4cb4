import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** The capture page. */
export function CaptureApp(): ReactNode {
  const { t } = useTranslation();
  return <h1>{t("product")}</h1>;
}

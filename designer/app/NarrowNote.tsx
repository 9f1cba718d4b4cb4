import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** Below 768 px the panes have no room: the designer says so instead of breaking. */
export function NarrowNote(): ReactNode {
  const { t } = useTranslation("designer");
  return <p className="dz-narrow">{t("narrow")}</p>;
}

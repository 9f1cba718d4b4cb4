import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Empty } from "../components/Empty.tsx";

export function NotFound(): ReactNode {
  const { t } = useTranslation();
  return <Empty title={t("error.notFound")} action={<Link to="/">{t("error.goHome")}</Link>} />;
}

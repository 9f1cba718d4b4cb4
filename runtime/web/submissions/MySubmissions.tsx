import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Empty } from "../components/Empty.tsx";
import { SubmissionTable } from "./SubmissionTable.tsx";

/** What I started, drafts included, for a card that has a head of its own. */
export function MySubmissions(): ReactNode {
  const { t } = useTranslation("submissions");
  return <SubmissionTable filter={{ mine: true }} empty={<Empty title={t("mine.empty")} action={<Link to="/new">{t("mine.start")}</Link>} />} />;
}

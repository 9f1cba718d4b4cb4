import { type ChecksView, formOf, type SubmissionView } from "@safeloop/engine";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { ChecksPanel } from "../submissions/ChecksPanel.tsx";

/** The checks an approval now would run, failing ones first. Forms without checks show nothing. */
export function TaskChecks({ submission }: { readonly submission: SubmissionView }): ReactNode {
  const { t } = useTranslation("inbox");
  const checks = useQuery({ queryKey: ["submissions", submission.id, "refusals", "tasks"], queryFn: () => api.get<ChecksView>(`/submissions/${encodeURIComponent(submission.id)}/refusals`), refetchInterval: 60_000 });
  if (checks.error) return <ErrorCard fault={checks.error} what={t("loadChecks")} onRetry={() => void checks.refetch()} />;
  if (checks.data === undefined || checks.data.checks.length === 0) return null;
  return <ChecksPanel form={formOf(submission.form)} checks={checks.data.checks} isStale={checks.isFetching} />;
}

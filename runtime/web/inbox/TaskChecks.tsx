import type { ChecksView } from "@safeloop/engine";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { ChecksPanel } from "../submissions/ChecksPanel.tsx";

/** The checks an approval now would run, failing ones first. Forms without checks show nothing. */
export function TaskChecks({ submissionId }: { readonly submissionId: string }): ReactNode {
  const { t } = useTranslation("inbox");
  const checks = useQuery({ queryKey: ["submissions", submissionId, "refusals", "approve"], queryFn: () => api.get<ChecksView>(`/submissions/${encodeURIComponent(submissionId)}/refusals`, { event: "approve" }), refetchInterval: 60_000 });
  if (checks.error) return <ErrorCard fault={checks.error} what={t("loadChecks")} onRetry={() => void checks.refetch()} />;
  if (checks.data === undefined || checks.data.checks.length === 0) return null;
  return <ChecksPanel checks={checks.data.checks} isStale={checks.isFetching} />;
}

import type { SubmissionView } from "@safeloop/engine";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { useUrlState } from "../app/useUrlState.ts";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { FillPage } from "./FillPage.tsx";
import { useFlowOf, usePublishedForm } from "./useFormPage.ts";
import "./submissions.css";

/** Screen 5: fill a new submission, or go on with a draft (`?draft=`). */
export default function NewSubmissionPage(): ReactNode {
  const { t } = useTranslation("submissions");
  const { form: id = "" }: { readonly form?: string } = useParams({ strict: false });
  const [draftId, setDraftId] = useUrlState("draft");
  const form = usePublishedForm(id);
  const flow = useFlowOf(id);
  const draft = useQuery({ queryKey: ["submissions", draftId, "draft"], enabled: draftId !== "", staleTime: Infinity, gcTime: 0, queryFn: () => api.get<SubmissionView>(`/submissions/${encodeURIComponent(draftId)}`) });
  const fault = form.error ?? draft.error;
  if (fault) return <ErrorCard fault={fault} what={t("fill.load")} onRetry={() => void (form.error ? form.refetch() : draft.refetch())} />;
  if (form.data === null) return <Empty title={t("fill.notPublished")} />;
  if (form.data === undefined || flow.isPending || (draftId !== "" && draft.data === undefined)) return <Loading rows={8} />;
  return <FillPage key={id} form={draft.data?.form ?? form.data} flow={flow.data ?? null} draft={draft.data} onStored={setDraftId} />;
}

import { Navigate, useParams } from "@tanstack/react-router";
import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useUrlState } from "../app/useUrlState.ts";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { FillPage } from "./FillPage.tsx";
import { useFlowOf, usePublishedForm } from "./useFormPage.ts";
import { useOpenedDraft } from "./useOpenedDraft.ts";
import "./submissions.css";
import "./fill.css";

/** One sitting over one form: what it opened, the draft it now stands for in the URL, and the one it left for an empty form. */
interface Sitting { readonly opens: string; readonly own: string; readonly left?: string; readonly round: number }

/** Screen 5: fill a new submission, or go on with a draft: the one in the URL (`?draft=`), else the last of this form. */
export default function NewSubmissionPage(): ReactNode {
  const { form = "" }: { readonly form?: string } = useParams({ strict: false });
  return <Sittings key={form} form={form} />;
}

function Sittings({ form }: { readonly form: string }): ReactNode {
  const [draftId, setDraftId] = useUrlState("draft");
  const [sitting, setSitting] = useState<Sitting>({ opens: draftId, own: draftId, round: 0 });
  const { opens, own, left, round } = sitting;
  // Another draft was asked for. One that this sitting stored itself only changes the URL.
  if (draftId !== "" && draftId !== own && draftId !== left) setSitting({ opens: draftId, own: draftId, round: round + 1 });
  const stand = (id: string): void => {
    setSitting((now) => ({ ...now, own: id }));
    setDraftId(id);
  };
  const startFresh = (): void => {
    setSitting({ opens: "", own: "", left: own, round: round + 1 });
    setDraftId("");
  };
  return <OpenedPage key={round} form={form} opens={opens} isFresh={left !== undefined} onStored={stand} onFresh={startFresh} />;
}

interface OpenedPageProps { readonly form: string; readonly opens: string; readonly isFresh: boolean; readonly onStored: (id: string) => void; readonly onFresh: () => void }

function OpenedPage({ form: id, opens, isFresh, onStored, onFresh }: OpenedPageProps): ReactNode {
  const { t } = useTranslation("submissions");
  const form = usePublishedForm(id);
  const flow = useFlowOf(id);
  const opened = useOpenedDraft(id, opens, isFresh);
  const found = opens === "" ? opened.draft?.id : undefined;
  const stand = useEffectEvent(onStored);
  useEffect(() => {
    if (found !== undefined) stand(found); // so that a reload, and the way back, lead to the same draft
  }, [found]);
  const fault = form.error ?? opened.fault;
  if (fault) return <ErrorCard fault={fault} what={t("fill.load")} onRetry={() => (form.error ? void form.refetch() : opened.retry())} />;
  if (form.data === null) return <Empty title={t("fill.notPublished")} />;
  if (form.data === undefined || flow.isPending || !opened.isReady) return <Loading rows={8} />;
  if (opened.draft?.draft === false) return <Navigate to="/submissions/$id" params={{ id: opened.draft.id }} replace />;
  return <FillPage form={opened.draft?.form ?? form.data} flow={flow.data ?? null} draft={opened.draft} onStored={onStored} onFresh={onFresh} />;
}

import type { TaskView } from "@safeloop/engine";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { problemOf } from "../api/problem.ts";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { TaskDetail } from "./TaskDetail.tsx";

/** The chosen task is no longer in the list (somebody decided, or the flow went elsewhere): its present state, in place, and the way on. Who may not see it any more, a deputy whose time is over say, reads just that. */
export function GoneTask({ id, onNext }: { readonly id: string; readonly onNext: () => void }): ReactNode {
  const { t } = useTranslation("inbox");
  const asked = useQuery({ queryKey: ["tasks", "one", id], queryFn: () => api.get<TaskView>(`/tasks/${encodeURIComponent(id)}`), retry: false });
  const next = <button type="button" className="sl-button" onClick={onNext}>{t("goOn")}</button>;
  if (asked.error) return <section className="sl-card">{problemOf(asked.error).status === 404 ? <Empty title={t("notMine")} hint={t("notMineHint")} action={next} /> : <ErrorCard fault={asked.error} what={t("loadOne")} onRetry={() => void asked.refetch()} />}</section>;
  if (asked.data === undefined) return <section className="sl-card"><Loading /></section>;
  return <div className="sl-gone"><p className="sl-gone-line">{t("gone")} {next}</p><TaskDetail task={asked.data} onDone={onNext} /></div>;
}

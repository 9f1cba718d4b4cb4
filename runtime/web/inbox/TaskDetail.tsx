import { formOf, type InstanceView, type SubmissionView, type TaskView } from "@safeloop/engine";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { mayWrite } from "../forms/accessOf.ts";
import { FormView } from "../forms/FormView.tsx";
import { apiServices } from "../forms/services/apiServices.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { useMe } from "../session/useMe.ts";
import { PathLine } from "../submissions/instance/PathLine.tsx";
import { SeatList } from "../submissions/instance/SeatList.tsx";
import { useFlow } from "../submissions/instance/useFlow.ts";
import { useFormChanges } from "../submissions/instance/useFormChanges.ts";
import { useInstanceFacts } from "../submissions/instance/useInstanceFacts.ts";
import { AlarmTask } from "./AlarmTask.tsx";
import { DecisionPanel } from "./DecisionPanel.tsx";
import { mediaFacts } from "./mediaFacts.ts";
import { isWorthListing, visitOf } from "./seats.ts";
import { SummaryFacts } from "./SummaryFacts.tsx";
import { SummaryMedia } from "./SummaryMedia.tsx";
import { TaskChecks } from "./TaskChecks.tsx";

/** The submission of a task, as its holder may see it. */
export function useSubmission(id: string) {
  return useQuery({ queryKey: ["submissions", id], queryFn: () => api.get<SubmissionView>(`/submissions/${encodeURIComponent(id)}`), staleTime: 5_000 });
}

export interface TaskDetailProps {
  readonly task: TaskView;
  /** A decision was begun: the list should stay on this task even when it leaves the list. */
  readonly onChoose?: () => void;
  readonly onDone?: () => void;
}

/** Everybody at the step of this task, where there is more to tell than its holder. */
function StepSeats({ task, instance }: { readonly task: TaskView; readonly instance: InstanceView }): ReactNode {
  const { t } = useTranslation("inbox");
  const { text } = useLocale();
  const seats = instance.tasks.filter((one) => visitOf(one) === visitOf(task));
  if (!isWorthListing(seats)) return null;
  const label = t("seats", { step: text(task.node.title) });
  return <section><h3 className="sl-section-title">{label}</h3><SeatList tasks={seats} label={label} own={task.id} /></section>;
}

function Body({ task, submission, onChoose, onDone }: TaskDetailProps & { readonly submission: SubmissionView }): ReactNode {
  const me = useMe();
  const services = useMemo(() => apiServices(me.person), [me.person]);
  const flow = useFlow(submission.instance?.flowId);
  const facts = useInstanceFacts(submission, me);
  const { view, onSubmit, collect } = useFormChanges(submission, submission.access);
  const isFill = task.state === "open" && Object.values(submission.access).some(mayWrite);
  return (
    <>
      <div className="sl-detail-body" role="group" aria-label={task.title} tabIndex={0}>
        <div className="sl-what"><SummaryFacts task={task} />{isFill && <SummaryMedia facts={mediaFacts(formOf(submission.form), submission.access, submission.data)} />}</div>
        {task.kind === "approval" && <TaskChecks submission={submission} />}
        {submission.instance && <PathLine instance={submission.instance} />}
        {submission.instance && <StepSeats task={task} instance={submission.instance} />}
        <FormView handle={view} definition={submission.form} number={submission.number} data={submission.data} access={submission.access} ctx={facts} mode={isFill ? "fill" : "read"} services={services} zone={me.siteTz} onSubmit={onSubmit} />
      </div>
      <DecisionPanel key={`${task.id}-${task.version}`} task={task} flow={flow.data} instance={submission.instance} {...(isFill ? { collect } : {})} {...(onChoose ? { onChoose } : {})} {...(onDone ? { onDone } : {})} />
    </>
  );
}

/** Why a task waits no more, as a key of `inbox`. */
function overWord({ state, seat }: TaskView): "removed" | "superseded" | "alreadyDone" {
  if (seat.state === "removed") return "removed";
  return state === "superseded" ? "superseded" : "alreadyDone";
}

/** What decides: facts, checks, path, opinion, and the act bar at the bottom. A task that has moved on shows its new state here. */
function FlowTask({ task, onChoose, onDone }: TaskDetailProps): ReactNode {
  const { t } = useTranslation("inbox");
  const { text } = useLocale();
  const submission = useSubmission(task.submissionId);
  return (
    <article className="sl-card sl-detail" aria-label={task.title}>
      <header className="sl-detail-head">
        <div><h2>{task.title}</h2><StateChip tone="live">{text(task.node.title)}</StateChip><Link className="sl-meta" to="/submissions/$id" params={{ id: task.submissionId }}>{task.number}</Link></div>
        {submission.data && <p className="sl-meta">{t("submittedBy", { name: submission.data.by.name })} · {text(task.form.title)}</p>}
      </header>
      {task.state !== "open" && <p className={`sl-chip ${task.state === "superseded" ? "sl-chip-warn" : "sl-chip-plain"}`} role="status">{t(overWord(task))}</p>}
      {submission.error && <ErrorCard fault={submission.error} what={t("loadOne")} onRetry={() => void submission.refetch()} />}
      {submission.data ? <Body key={submission.data.id} task={task} submission={submission.data} {...(onChoose ? { onChoose } : {})} {...(onDone ? { onDone } : {})} /> : <Loading />}
    </article>
  );
}

/** The waiting thing itself: a step of a flow, or the alarm to be disposed of. */
export function TaskDetail(props: TaskDetailProps): ReactNode {
  return props.task.alarmId === undefined ? <FlowTask {...props} /> : <AlarmTask alarmId={props.task.alarmId} />;
}

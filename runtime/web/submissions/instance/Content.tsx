import type { SubmissionView, TaskView } from "@safeloop/engine";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { mayWrite } from "../../forms/accessOf.ts";
import { FormView } from "../../forms/FormView.tsx";
import { apiServices } from "../../forms/services/apiServices.ts";
import { DecisionPanel } from "../../inbox/DecisionPanel.tsx";
import { useMe } from "../../session/useMe.ts";
import { LifeEvents } from "./LifeEvents.tsx";
import { useFlow } from "./useFlow.ts";
import { useFormChanges } from "./useFormChanges.ts";
import { useInstanceFacts } from "./useInstanceFacts.ts";

/** My open task on the instance, when I hold one. */
function myTask(submission: SubmissionView, me: string): TaskView | undefined {
  return submission.instance?.tasks.find((task) => task.state === "open" && (task.seat.person.id === me || Object.values(task.mayAct).some((may) => may.allowed)));
}

/** What was filled in, open to be read; the section I must fill below it; the acts at the bottom. */
export function Content({ submission }: { readonly submission: SubmissionView }): ReactNode {
  const { t } = useTranslation("submissions");
  const me = useMe();
  const services = useMemo(() => apiServices(me.person), [me.person]);
  const facts = useInstanceFacts(submission, me);
  const flow = useFlow(submission.instance?.flowId);
  const { view, onSubmit, collect } = useFormChanges(submission, submission.access);
  const task = myTask(submission, me.person.id);
  const isFill = task !== undefined && Object.values(submission.access).some(mayWrite);
  return (
    <>
      <div className="sl-instance-body" role="group" aria-label={t("tab.content")} tabIndex={0}>
        <FormView handle={view} definition={submission.form} number={submission.number} data={submission.data} access={submission.access} ctx={facts} mode={isFill ? "fill" : "read"} services={services} zone={me.siteTz} onSubmit={onSubmit} readSections="open" />
      </div>
      <div className="sl-instance-acts">
        {submission.instance !== null && <LifeEvents submission={submission} instance={submission.instance} />}
        {task !== undefined && <DecisionPanel key={`${task.id}-${task.version}`} task={task} flow={flow.data} {...(isFill ? { collect } : {})} />}
      </div>
    </>
  );
}

import type { SubmissionView } from "@safeloop/engine";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { mayWrite } from "../../forms/accessOf.ts";
import { FormView } from "../../forms/FormView.tsx";
import { apiServices } from "../../forms/services/apiServices.ts";
import { DecisionPanel } from "../../inbox/DecisionPanel.tsx";
import { myTask } from "../../inbox/seats.ts";
import { TakeBackBar } from "../../inbox/TakeBackButton.tsx";
import { useMe } from "../../session/useMe.ts";
import { LifeEvents } from "./LifeEvents.tsx";
import { useFlow } from "./useFlow.ts";
import { useFormChanges } from "./useFormChanges.ts";
import { useInstanceFacts } from "./useInstanceFacts.ts";

/** What was filled in, open to be read; the section I must fill below it; the acts at the bottom. */
export function Content({ submission }: { readonly submission: SubmissionView }): ReactNode {
  const { t } = useTranslation("submissions");
  const me = useMe();
  const services = useMemo(() => apiServices(me.person), [me.person]);
  const facts = useInstanceFacts(submission, me);
  const flow = useFlow(submission.instance?.flowId);
  const { view, onSubmit, collect } = useFormChanges(submission, submission.access);
  const { instance } = submission;
  const task = myTask(instance?.tasks ?? [], me.person.id);
  const decided = instance?.tasks.filter((one) => one.state !== "open" && one.mayAct["takeBack"]?.allowed === true) ?? [];
  const isFill = task !== undefined && Object.values(submission.access).some(mayWrite);
  return (
    <>
      <div className="sl-instance-body" role="group" aria-label={t("tab.content")} tabIndex={0}>
        <FormView handle={view} definition={submission.form} number={submission.number} data={submission.data} access={submission.access} ctx={facts} mode={isFill ? "fill" : "read"} services={services} zone={me.siteTz} onSubmit={onSubmit} readSections="open" />
      </div>
      <div className="sl-instance-acts">
        {instance !== null && <LifeEvents submission={submission} instance={instance} />}
        {instance !== null && decided.map((one) => <section key={one.id} className="sl-decision"><TakeBackBar task={one} instance={instance} /></section>)}
        {task !== undefined && <DecisionPanel key={`${task.id}-${task.version}`} task={task} flow={flow.data} instance={instance} {...(isFill ? { collect } : {})} />}
      </div>
    </>
  );
}

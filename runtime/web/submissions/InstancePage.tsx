import type { SubmissionView } from "@safeloop/engine";
import { Link, useParams } from "@tanstack/react-router";
import { Tabs } from "antd";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { TaskView } from "@safeloop/engine";
import { useUrlState } from "../app/useUrlState.ts";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { Timeline } from "../components/Timeline.tsx";
import { dateTimeText } from "../components/time.ts";
import { useNow } from "../components/useNow.ts";
import { mayWrite } from "../forms/accessOf.ts";
import { FormView } from "../forms/FormView.tsx";
import { apiServices } from "../forms/services/apiServices.ts";
import { DecisionPanel } from "../inbox/DecisionPanel.tsx";
import { useSubmission } from "../inbox/TaskDetail.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { useMe } from "../session/useMe.ts";
import { Attachments } from "./instance/Attachments.tsx";
import { AuditTable } from "./instance/AuditTable.tsx";
import { useFormChanges } from "./instance/useFormChanges.ts";
import { Comments } from "./instance/Comments.tsx";
import { FactStrip } from "./instance/FactStrip.tsx";
import { historyEntries } from "./instance/historyEntries.ts";
import { InstanceMenu } from "./instance/InstanceMenu.tsx";
import { LifeEvents } from "./instance/LifeEvents.tsx";
import { PathLine } from "./instance/PathLine.tsx";
import { useFlow } from "./instance/useFlow.ts";
import { useInstanceFacts } from "./instance/useInstanceFacts.ts";
import "./submissions.css";

/** My open task on the instance, when I hold one. */
function myTask(submission: SubmissionView, me: string): TaskView | undefined {
  return submission.instance?.tasks.find((task) => task.state === "open" && (task.seat.person.id === me || Object.values(task.mayAct).some((may) => may.allowed)));
}

function StateChips({ submission }: { readonly submission: SubmissionView }): ReactNode {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  const { instance } = submission;
  if (submission.draft) return <StateChip>{t("draft")}</StateChip>;
  if (instance === null) return <StateChip tone="done">{t("recorded")}</StateChip>;
  if (instance.life !== undefined) return <StateChip tone={instance.life.tone}>{text(instance.life.title)}</StateChip>;
  if (instance.status === "ended") return <StateChip tone={instance.outcome === "rejected" || instance.outcome === "cancelled" ? "void" : "done"}>{t(`outcome.${instance.outcome ?? "done"}`, { defaultValue: instance.outcome ?? "" })}</StateChip>;
  const open = instance.tasks.filter((task) => task.state === "open");
  return <StateChip tone={instance.suspended ? "stopped" : "live"}>{instance.suspended ? t("suspended") : [...new Set(open.map((task) => text(task.node.title)))].join("、") || t("running")}</StateChip>;
}

function Suspended({ submission }: { readonly submission: SubmissionView }): ReactNode {
  const { t } = useTranslation("submissions");
  const stop = submission.instance?.suspended;
  if (stop === undefined) return null;
  return <p className="sl-suspended" role="status"><strong>{t("stoppedBy", { by: stop.by?.name ?? t("system"), at: dateTimeText(stop.at) })}</strong> {stop.reason}{stop.causes.length > 0 ? ` · ${t("causes", { count: stop.causes.length })}` : ""}</p>;
}

function Content({ submission }: { readonly submission: SubmissionView }): ReactNode {
  const me = useMe();
  const services = useMemo(() => apiServices(me.person), [me.person]);
  const facts = useInstanceFacts(submission, me);
  const flow = useFlow(submission.instance?.flowId);
  const { view, onSubmit, collect } = useFormChanges(submission, submission.access);
  const task = myTask(submission, me.person.id);
  const isFill = task !== undefined && Object.values(submission.access).some(mayWrite);
  return (
    <>
      <div className="sl-instance-body">
        <FormView handle={view} definition={submission.form} number={submission.number} data={submission.data} access={submission.access} ctx={facts} mode={isFill ? "fill" : "read"} services={services} zone={me.siteTz} onSubmit={onSubmit} />
      </div>
      {submission.instance !== null && <LifeEvents submission={submission} instance={submission.instance} />}
      {task !== undefined && <DecisionPanel key={`${task.id}-${task.version}`} task={task} flow={flow.data} {...(isFill ? { collect } : {})} />}
    </>
  );
}

function Loaded({ submission }: { readonly submission: SubmissionView }): ReactNode {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  const me = useMe();
  const now = useNow();
  const [tab, setTab] = useUrlState("tab", "content");
  const { instance } = submission;
  const flow = useFlow(instance?.flowId);
  const comments = (instance?.history ?? []).filter((item) => item.comment !== undefined && item.comment !== "").length;
  const items = [
    { key: "content", label: t("tab.content"), children: <Content submission={submission} /> },
    ...(instance === null ? [] : [
      { key: "flow", label: t("tab.flow"), children: <PathLine instance={instance} /> },
      { key: "talk", label: `${t("tab.talk")} ${comments}`, children: <Comments instance={instance} /> },
    ]),
    { key: "files", label: `${t("tab.files")} ${submission.files.length}`, children: <Attachments files={submission.files} /> },
    ...(instance === null ? [] : [{ key: "audit", label: `${t("tab.audit")} ${instance.history.length}`, children: <AuditTable history={instance.history} flow={flow.data} /> }]),
  ];
  return (
    <>
      <PageHeader crumbs={<Link to="/records/$form" params={{ form: submission.form.id }}>{text(submission.form.title)}</Link>} title={submission.title} chips={<StateChips submission={submission} />} actions={instance !== null && <InstanceMenu instance={instance} number={submission.number} />} />
      <FactStrip submission={submission} />
      <Suspended submission={submission} />
      <div className={instance === null ? "" : "sl-instance"}>
        <section className="sl-card sl-instance-main"><Tabs activeKey={tab} onChange={setTab} items={items} /></section>
        {instance !== null && (
          <aside className="sl-card sl-instance-side">
            <header>{t("timeline")}</header>
            <div><Timeline entries={historyEntries(instance, { t, text, flow: flow.data, now, me: me.person.id })} /></div>
          </aside>
        )}
      </div>
    </>
  );
}

/** Screen 4: where does it stand, and who is next? */
export default function InstancePage(): ReactNode {
  const { t } = useTranslation("submissions");
  const { id = "" }: { readonly id?: string } = useParams({ strict: false });
  const submission = useSubmission(id);
  if (submission.error) return <ErrorCard fault={submission.error} what={t("loadOne")} onRetry={() => void submission.refetch()} />;
  if (submission.data === undefined) return <Loading rows={8} />;
  if (submission.data.draft) return <Empty title={t("isDraft")} action={<Link to="/new/$form" params={{ form: submission.data.form.id }} search={{ draft: submission.data.id }}>{t("goOn")}</Link>} />;
  return <Loaded key={submission.data.id} submission={submission.data} />;
}

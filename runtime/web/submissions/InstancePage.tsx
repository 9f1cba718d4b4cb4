import type { SubmissionView } from "@safeloop/engine";
import { Link, useParams } from "@tanstack/react-router";
import { Tabs } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useUrlState } from "../app/useUrlState.ts";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { RunOverlay } from "../flows/RunOverlay.tsx";
import { useSubmission } from "../inbox/TaskDetail.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { PrintButton } from "../print/PrintButton.tsx";
import { Attachments } from "./instance/Attachments.tsx";
import { AuditTable } from "./instance/AuditTable.tsx";
import { Comments } from "./instance/Comments.tsx";
import { Content } from "./instance/Content.tsx";
import { FactStrip } from "./instance/FactStrip.tsx";
import { InstanceMenu } from "./instance/InstanceMenu.tsx";
import { SignatureWarning } from "./instance/SignatureWarning.tsx";
import { StateChips } from "./instance/StateChips.tsx";
import { Suspended } from "./instance/Suspended.tsx";
import { TimelineCard } from "./instance/TimelineCard.tsx";
import { useFlow } from "./instance/useFlow.ts";
import "./submissions.css";

interface Pane { readonly key: string; readonly label: string; readonly body: ReactNode }

function usePanes({ instance, files, form }: SubmissionView): readonly Pane[] {
  const { t } = useTranslation("submissions");
  const flow = useFlow(instance?.flowId);
  const attached = { key: "files", label: `${t("tab.files")} ${files.length}`, body: <Attachments files={files} /> };
  if (instance === null) return [attached];
  const comments = instance.history.filter((item) => item.comment !== undefined && item.comment !== "").length;
  return [
    { key: "flow", label: t("tab.flow"), body: <RunOverlay instance={instance} form={form} /> },
    { key: "talk", label: `${t("tab.talk")} ${comments}`, body: <Comments instance={instance} /> },
    attached,
    { key: "audit", label: `${t("tab.audit")} ${instance.history.length}`, body: <AuditTable instance={instance} flow={flow.data} /> },
  ];
}

/** Tabs over panes. The content stays while another pane is looked at, so that what was typed in it is kept. */
function Main({ submission }: { readonly submission: SubmissionView }): ReactNode {
  const { t } = useTranslation("submissions");
  const [tab, setTab] = useUrlState("tab", "content");
  const panes = usePanes(submission);
  const other = panes.find((pane) => pane.key === tab);
  return (
    <section className="sl-card sl-instance-main">
      <Tabs className="sl-card-tabs" activeKey={tab} onChange={setTab} items={[{ key: "content", label: t("tab.content") }, ...panes.map(({ key, label }) => ({ key, label }))]} />
      <div className="sl-instance-pane" role="tabpanel" aria-label={t("tab.content")} hidden={other !== undefined}><Content submission={submission} /></div>
      {other !== undefined && <div className="sl-instance-pane" role="tabpanel" aria-label={other.label}><div className="sl-instance-body" role="group" aria-label={other.label} tabIndex={0}>{other.body}</div></div>}
    </section>
  );
}

function Loaded({ submission }: { readonly submission: SubmissionView }): ReactNode {
  const { text } = useLocale();
  const { instance } = submission;
  return (
    <div className="sl-instance-page">
      <PageHeader crumbs={<Link to="/records/$form" params={{ form: submission.form.id }}>{text(submission.form.title)}</Link>} title={submission.title} chips={<StateChips submission={submission} />} actions={<><PrintButton submission={submission} />{instance !== null && <InstanceMenu instance={instance} number={submission.number} />}</>} />
      <FactStrip submission={submission} />
      <Suspended submission={submission} />
      {instance !== null && <SignatureWarning instance={instance} />}
      <div className={`sl-instance${instance === null ? " sl-instance-alone" : ""}`}>
        <Main submission={submission} />
        {instance !== null && <TimelineCard instance={instance} />}
      </div>
    </div>
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

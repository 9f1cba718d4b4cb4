import { type CheckView, type ChecksView, type FactContext, type FlowDefinition, formOf, type DefDetail, type InstanceReply, type SubmissionView, type TaskView } from "@safeloop/engine";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { newKey } from "../api/idempotency.ts";
import { ApiProblem, type Problem, problemOf } from "../api/problem.ts";
import type { Me } from "../api/types.ts";
import { mayWrite } from "../forms/accessOf.ts";
import { FormView } from "../forms/FormView.tsx";
import { locate } from "../forms/locate.ts";
import { apiServices } from "../forms/services/apiServices.ts";
import { SignaturePad, type SignedStrokes } from "../forms/widgets/SignaturePad.tsx";
import { issueText } from "../forms/issueText.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { type Needs, needsOf, offered, type TaskCommand, withMissing } from "../inbox/decision.ts";
import { ChecksPanel } from "../submissions/ChecksPanel.tsx";
import "../submissions/submissions.css";
import { useFormChanges } from "../submissions/instance/useFormChanges.ts";
import { TopBar } from "./TopBar.tsx";

interface Loaded { readonly me: Me; readonly submission: SubmissionView; readonly flow: FlowDefinition | null; readonly checks: readonly CheckView[] }

async function load(task: TaskView): Promise<Loaded> {
  const [me, submission] = await Promise.all([api.get<Me>("/session"), api.get<SubmissionView>(`/submissions/${encodeURIComponent(task.submissionId)}`)]);
  const flowId = submission.instance?.flowId;
  const flow = flowId === undefined ? null : await api.get<DefDetail<FlowDefinition>>(`/flows/${encodeURIComponent(flowId)}`).then((found) => found.published, () => null); // not for this reader: the server still says what is missing
  const { checks } = await api.get<ChecksView>(`/submissions/${encodeURIComponent(task.submissionId)}/refusals`); // nobody signs without having seen what fails
  return { me, submission, flow, checks };
}

/** Commands that make sense with one thumb; the rest is on the desk. */
const phoneCommands: ReadonlySet<TaskCommand> = new Set(["approve", "submit", "reject", "return"]);

/** One task on the phone: its content, then approve, return or reject with what the step asks. */
export default function SignTask({ task, onBack, onDone }: { readonly task: TaskView; readonly onBack: () => void; readonly onDone: () => void }): ReactNode {
  const { t } = useTranslation("capture");
  const [loaded, setLoaded] = useState<Loaded>();
  const [fault, setFault] = useState<Problem>();
  useEffect(() => void load(task).then(setLoaded, (thrown: unknown) => setFault(problemOf(thrown))), [task]);
  return (
    <div className="sc-screen">
      <TopBar title={task.title} step={task.number} back={{ icon: "back", label: t("common:act.back"), onClick: onBack }} />
      {fault !== undefined && <p className="sc-note">{fault.status === 0 ? t("offlineList") : fault.detail}</p>}
      {loaded !== undefined && <Body {...loaded} task={task} onDone={onDone} />}
    </div>
  );
}

function Body({ me, submission, flow, checks, task, onDone }: Loaded & { readonly task: TaskView; readonly onDone: () => void }): ReactNode {
  const { t } = useTranslation("capture");
  const { locale } = useLocale();
  const services = useMemo(() => apiServices(me.person), [me]);
  const [facts] = useState((): FactContext => ({ now: new Date().toISOString(), people: Object.fromEntries(submission.people.map((person) => [person.id, { name: person.name, status: "active", roles: [], certificates: [] }])) }));
  const { view, onSubmit, collect } = useFormChanges(submission, submission.access);
  const [chosen, setChosen] = useState<TaskCommand>();
  const [given, setGiven] = useState<{ readonly comment: string; readonly password: string; readonly target: string; readonly signature?: SignedStrokes }>({ comment: "", password: "", target: "" });
  const [missing, setMissing] = useState<unknown>();
  const [problem, setProblem] = useState<Problem>();
  const [key, setKey] = useState(newKey);
  const [isBusy, setBusy] = useState(false);
  const isFill = Object.values(submission.access).some(mayWrite);
  const needs: Needs | undefined = chosen && (missing === undefined ? needsOf(chosen, task, flow) : withMissing(needsOf(chosen, task, flow), missing));
  const isReady = needs !== undefined && (!needs.comment || given.comment.trim() !== "") && (!needs.signature || given.signature !== undefined) && (!needs.password || given.password !== "") && (!needs.target || given.target !== "");
  const send = async (): Promise<void> => {
    const data = !isFill || chosen === "reject" || chosen === "return" ? {} : collect();
    if (chosen === undefined || needs === undefined || data === undefined) return;
    setBusy(true);
    try {
      const gps = needs.gps ? (await locate()).position : undefined;
      const image = needs.signature && given.signature ? await services.upload(given.signature.image, "signature.png", "signature") : undefined;
      const body = { command: chosen, version: task.version, ...(given.comment.trim() === "" ? {} : { comment: given.comment.trim() }), ...(needs.password ? { password: given.password } : {}), ...(needs.target ? { to: given.target } : {}), ...(gps ? { gps } : {}), ...(Object.keys(data).length === 0 ? {} : { data }), ...(image && given.signature ? { signature: { image: image.id, strokes: given.signature.strokes, meaning: t("inbox:meaning", { command: t(`inbox:command.${chosen}`), number: task.number }) } } : {}) };
      await api.post<InstanceReply>(`/tasks/${encodeURIComponent(task.id)}/commands`, body, { idempotencyKey: key });
      onDone();
    } catch (thrown) {
      if (thrown instanceof ApiProblem && !thrown.isOffline) setKey(newKey()); // answered: the next try is another command
      if (thrown instanceof ApiProblem && thrown.code === "EVIDENCE_MISSING") setMissing(thrown.problem.params?.["missing"] ?? []);
      setProblem(problemOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  const targets = task.mayAct["return"]?.targets ?? [];
  return (
    <>
      <main className="sc-scroll">{checks.length > 0 && <ChecksPanel checks={checks} form={formOf(submission.form)} onJump={(xid) => view.current?.jump(xid)} />}<FormView handle={view} definition={submission.form} number={submission.number} data={submission.data} access={submission.access} mode={isFill ? "fill" : "read"} ctx={facts} services={services} zone={me.siteTz} onSubmit={onSubmit} /></main>
      <footer className="sc-foot">
        {problem !== undefined && <div className="sl-error" role="alert"><p>{problem.status === 0 ? t("offlineSign") : problem.detail}</p>{(problem.issues ?? []).map((issue, index) => <p key={index}>{issueText(issue, locale)}</p>)}</div>}
        {chosen !== undefined && needs !== undefined && (
          <>
            {needs.target && <select className="sf-input sf-select" aria-label={t("inbox:command.return")} value={given.target} onChange={(event) => setGiven({ ...given, target: event.target.value })}><option value="">{t("forms:choose")}</option>{targets.map((target) => <option key={target.node} value={target.node}>{target.title === undefined ? target.node : locale === "en" ? target.title.en : target.title.zh}</option>)}</select>}
            <textarea className="sf-input sf-area" rows={2} value={given.comment} placeholder={t(needs.comment ? "inbox:needs.comment" : "inbox:needs.opinion")} onChange={(event) => setGiven({ ...given, comment: event.target.value })} />
            {needs.password && <input className="sf-input" type="password" autoComplete="current-password" value={given.password} placeholder={t("inbox:needs.password")} onChange={(event) => setGiven({ ...given, password: event.target.value })} />}
            {needs.signature && given.signature === undefined && <SignaturePad busy={isBusy} onSigned={(signature) => setGiven({ ...given, signature })} onCancel={() => setChosen(undefined)} />}
            {needs.signature && given.signature !== undefined && <span className="sl-chip sl-chip-good">✓ {t("inbox:needs.signed")}</span>}
            <button type="button" className="sc-primary" disabled={!isReady || isBusy} onClick={() => void send()}>{t("inbox:confirm", { command: t(`inbox:command.${chosen}`) })}</button>
          </>
        )}
        <div className="sc-acts">{offered(task.mayAct).filter((one) => phoneCommands.has(one.command)).map((one) => <button key={one.command} type="button" className="sc-secondary" aria-pressed={chosen === one.command} disabled={!one.allowed} title={one.why ?? ""} onClick={() => { setProblem(undefined); setChosen(chosen === one.command ? undefined : one.command); }}>{t(`inbox:command.${one.command}`)}</button>)}</div>
      </footer>
    </>
  );
}

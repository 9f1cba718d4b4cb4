import { type ChecksView, formOf, type InstanceView, type LifeEventView, type LifeState, type SubmissionView } from "@safeloop/engine";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client.ts";
import { ErrorCard } from "../../components/ErrorCard.tsx";
import { FormView } from "../../forms/FormView.tsx";
import { apiServices } from "../../forms/services/apiServices.ts";
import { EvidenceFields, isComplete, noEvidence } from "../../inbox/EvidenceFields.tsx";
import { RefusedChecks } from "../../inbox/RefusedChecks.tsx";
import { useIntoView } from "../../inbox/useIntoView.ts";
import { useLocale } from "../../i18n/useLocale.ts";
import { useMe } from "../../session/useMe.ts";
import { ChecksPanel } from "../ChecksPanel.tsx";
import { isDestructive, primaryEvent, stateAfter } from "./lifeActs.ts";
import { useFlow } from "./useFlow.ts";
import { useFormChanges } from "./useFormChanges.ts";
import { useInstanceCommand } from "./useInstanceCommand.ts";
import { useInstanceFacts } from "./useInstanceFacts.ts";

interface EventProps { readonly submission: SubmissionView; readonly instance: InstanceView; readonly event: LifeEventView; readonly after: LifeState | undefined; readonly onDone: () => void }

/** What one event asks and what still refuses it. Conditions are judged again by the server when it is given. */
function EventPanel({ submission, instance, event, after, onDone }: EventProps): ReactNode {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  const me = useMe();
  const services = useMemo(() => apiServices(me.person), [me.person]);
  const facts = useInstanceFacts(submission, me);
  const panel = useIntoView(event.id);
  const isDanger = after?.tone === "void";
  const [given, setGiven] = useState(noEvidence);
  const command = useInstanceCommand(instance);
  const checks = useQuery({ queryKey: ["submissions", submission.id, "refusals", event.id], queryFn: () => api.get<ChecksView>(`/submissions/${encodeURIComponent(submission.id)}/refusals`, { event: event.id }), refetchInterval: 30_000 });
  const needs = { comment: event.reason === "required", signature: event.signature === true, password: false, gps: false, target: false };
  const sections = event.form?.sections;
  const access = useMemo(() => ({ "*": "hidden" as const, ...Object.fromEntries((sections ?? []).map((id) => [`section:${id}`, "edit" as const])) }), [sections]);
  const { view, onSubmit, collect } = useFormChanges(submission, access);
  const send = async (): Promise<void> => {
    const data = sections === undefined ? {} : collect();
    if (data === undefined) return;
    const image = given.signature ? await services.upload(given.signature.image, "signature.png", "signature") : undefined;
    await command.mutateAsync({
      command: "event", event: event.id,
      ...(given.comment.trim() === "" ? {} : { reason: given.comment.trim() }),
      ...(Object.keys(data).length === 0 ? {} : { data }),
      ...(image && given.signature ? { signature: { image: image.id, strokes: given.signature.strokes.map((stroke) => [...stroke]), meaning: `${text(event.title)} ${submission.number}` } } : {}),
    });
    onDone();
  };
  return (
    <section ref={panel} className="sl-event-panel">
      <p className="sl-decision-what"><strong>{t("event.ask", { event: text(event.title), number: submission.number })}</strong>{after !== undefined && <span className="sl-meta">{t(after.final ? "event.ends" : "event.leads", { state: text(after.title) })}</span>}</p>
      {checks.error ? <ErrorCard fault={checks.error} what={t("checks.ask")} onRetry={() => void checks.refetch()} /> : null}
      {checks.data !== undefined && checks.data.checks.length > 0 && <ChecksPanel form={formOf(submission.form)} checks={checks.data.checks} onJump={(xid) => view.current?.jump(xid)} isStale={checks.isFetching} />}
      {sections !== undefined && <FormView handle={view} definition={submission.form} data={submission.data} access={access} sections={sections} ctx={facts} services={services} zone={me.siteTz} onSubmit={onSubmit} />}
      <EvidenceFields needs={needs} given={given} onChange={setGiven} placeholder={t("event.reason")} />
      {command.error && <RefusedChecks fault={command.error} what={text(event.title)} />}
      <footer className="sl-life-events">
        <Button type={isDanger ? "default" : "primary"} danger={isDanger} loading={command.isPending} disabled={!isComplete(needs, given, "")} onClick={() => void send().catch(() => undefined)}>{text(event.title)}</Button>
        <Button onClick={onDone}>{t("common:act.cancel")}</Button>
      </footer>
    </section>
  );
}

/** The events of a permit's life: what may be done now, and why the rest may not. */
export function LifeEvents({ submission, instance }: { readonly submission: SubmissionView; readonly instance: InstanceView }): ReactNode {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  const [open, setOpen] = useState<string>();
  const flow = useFlow(instance.flowId).data;
  const events = instance.events.filter((event) => event.allowed || (event.code !== "NOT_ENTITLED" && event.code !== "LIFE_STATE"));
  const chosen = events.find((event) => event.id === open);
  const primary = primaryEvent(events, flow);
  if (events.length === 0) return null;
  return (
    <div className="sl-life">
      {chosen !== undefined && <EventPanel key={chosen.id} submission={submission} instance={instance} event={chosen} after={stateAfter(chosen, flow)} onDone={() => setOpen(undefined)} />}
      {chosen === undefined && (
        <div className="sl-life-events" aria-label={t("event.list")}>
          {events.map((event) => <Button key={event.id} type={event.id === primary ? "primary" : "default"} danger={isDestructive(event, flow)} title={event.why ?? ""} disabled={!event.allowed && event.code !== "LIFE_REFUSED"} onClick={() => setOpen(event.id)}>{text(event.title)}{event.code === "LIFE_REFUSED" ? ` · ${t("event.failing", { count: (event.checks ?? []).filter((check) => check.verdict !== "pass").length })}` : ""}</Button>)}
        </div>
      )}
    </div>
  );
}

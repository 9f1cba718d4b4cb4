import { type FlowDefinition, type FormDefinition, formOf, isObject, type JsonObject, type SubmissionView } from "@safeloop/engine";
import { Link, useBlocker, useNavigate } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { clockText } from "../components/time.ts";
import { FormView, type FormViewHandle } from "../forms/FormView.tsx";
import { fillable } from "../forms/fillable.ts";
import { apiServices } from "../forms/services/apiServices.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { useMe } from "../session/useMe.ts";
import { ChecksPanel } from "./ChecksPanel.tsx";
import { ForecastPath } from "./ForecastPath.tsx";
import { GradeCard } from "./GradeCard.tsx";
import { type SaveState, useDraft } from "./useDraft.ts";
import { useFacts } from "./useFacts.ts";
import { startOf } from "./useFormPage.ts";
import { useForecast, useServerChecks } from "./useServerChecks.ts";

interface FillPageProps { readonly form: FormDefinition; readonly flow: FlowDefinition | null; readonly draft: SubmissionView | undefined; readonly onStored: (id: string) => void }

/** The defaults the schema states; nothing else is filled in for the person. */
function initialData(form: FormDefinition): JsonObject {
  const fields = formOf(form).roots.filter((field) => !field.computed && field.schema["default"] !== undefined);
  return Object.fromEntries(fields.map((field) => [field.key, field.schema["default"] ?? null]));
}

function Saved({ state }: { readonly state: SaveState }): ReactNode {
  const { t } = useTranslation("forms");
  if (state.is === "clean") return null;
  if (state.is === "failed") return <span className="sf-error" role="status">{t("notSaved", { why: state.why })}</span>;
  return <span className="sl-meta" role="status">{state.is === "saving" ? t("saving") : t("saved", { time: clockText(state.at).slice(0, 5) })}</span>;
}

/** Form in the middle, sections left, what still stops it right. */
export function FillPage({ form: definition, flow, draft: opened, onStored }: FillPageProps): ReactNode {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  const me = useMe();
  const navigate = useNavigate();
  const client = useQueryClient();
  const form = formOf(definition);
  const [initial] = useState(() => (opened ? opened.data : initialData(definition)));
  const [data, setData] = useState<JsonObject>(initial);
  const [fault, setFault] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const view = useRef<FormViewHandle>(null);
  const draft = useDraft(definition.id, opened && { id: opened.id, version: opened.version, number: opened.number }, useCallback((stored: { readonly id: string }) => onStored(stored.id), [onStored]));
  const start = startOf(flow);
  const facts = useFacts(form, data, me);
  const services = useMemo(() => apiServices(me.person), [me.person]);
  const sendable = useMemo(() => fillable(form, data), [form, data]);
  const hasChecks = definition.logic.some((rule) => rule.effect === "check" && rule.on === "named");
  const checks = useServerChecks(definition.id, sendable, hasChecks);
  const forecast = useForecast(definition.id, sendable, flow !== null);
  const stopping = (checks.data?.checks ?? []).filter((check) => start.checks.includes(check.id) && check.verdict !== "pass" && check.severity === "block");
  useBlocker({ shouldBlockFn: () => draft.isDirty() && !window.confirm(t("forms:leave")), enableBeforeUnload: () => draft.isDirty() });
  const change = (next: JsonObject): void => {
    setData(next);
    draft.change(fillable(form, next));
  };
  const submit = async (clean: JsonObject): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    try {
      const sent = await draft.submit(clean);
      await client.invalidateQueries({ queryKey: ["submissions"] });
      await navigate({ href: `/submissions/${sent.id}` });
    } catch (thrown) {
      setFault(thrown);
      setBusy(false);
    }
  };
  const panel = hasChecks || flow !== null;
  return (
    <>
      <PageHeader
        crumbs={<Link to="/new">{t("gallery.crumb")}</Link>}
        title={text(definition.title)}
        chips={<StateChip>{t("draft")}</StateChip>}
        sub={[draft.stored?.number, t("fill.revision", { revision: definition.revision })].filter(Boolean).join(" · ")}
        actions={<><Saved state={draft.state} /><Button type="primary" loading={busy} disabled={stopping.length > 0} title={stopping.length > 0 ? t("fill.stopped", { codes: stopping.map((check) => check.id).join(" ") }) : ""} onClick={() => view.current?.submit()}>{t("common:act.submit")}</Button></>}
      />
      {fault !== undefined && <ErrorCard fault={fault} what={t("fill.submit")} />}
      <div className={panel ? "sl-fill sl-fill-panel" : "sl-fill"}>
        <FormView handle={view} definition={definition} number={draft.stored?.number || undefined} data={initial} ctx={facts} services={services} zone={me.siteTz} checks={checks.data?.checks ?? []} onChange={change} onSubmit={(clean) => void submit(clean)} {...(start.access ? { access: start.access } : {})} aside={<GradeCard form={form} data={data} facts={facts} />} />
        {panel && <ChecksPanel form={form} checks={checks.data?.checks} isStale={checks.isFetching} onJump={(xid) => view.current?.jump(xid)} footer={<>{checks.error ? <ErrorCard fault={checks.error} what={t("checks.ask")} /> : null}<ForecastPath steps={isObject(forecast.data) ? forecast.data.steps : []} /></>} />}
      </div>
    </>
  );
}

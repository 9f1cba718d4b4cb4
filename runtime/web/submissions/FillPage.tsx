import { type FlowDefinition, type FormDefinition, formOf, type JsonObject, type SubmissionView } from "@safeloop/engine";
import { Link, useBlocker, useNavigate } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { dateTimeText } from "../components/time.ts";
import { FormView, type FormViewHandle } from "../forms/FormView.tsx";
import { fillable } from "../forms/fillable.ts";
import { apiServices } from "../forms/services/apiServices.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { RefusedChecks } from "../inbox/RefusedChecks.tsx";
import { useMe } from "../session/useMe.ts";
import { ChecksPanel } from "./ChecksPanel.tsx";
import type { OpenedDraft } from "./draftWire.ts";
import { ForecastPath } from "./ForecastPath.tsx";
import { GradeCard } from "./GradeCard.tsx";
import { pathSteps } from "./pathSteps.ts";
import { SavedMark } from "./SavedMark.tsx";
import { SubmitButton } from "./SubmitButton.tsx";
import { useDraft } from "./useDraft.ts";
import { useFacts } from "./useFacts.ts";
import { useFillState } from "./useFillState.ts";
import { WhoApproves } from "./WhoApproves.tsx";

interface FillPageProps { readonly form: FormDefinition; readonly flow: FlowDefinition | null; readonly draft: SubmissionView | undefined; readonly onStored: (id: string) => void; readonly onFresh: () => void }

/** The defaults the schema states; nothing else is filled in for the person. */
function initialData(form: FormDefinition): JsonObject {
  const fields = formOf(form).roots.filter((field) => !field.computed && field.schema["default"] !== undefined);
  return Object.fromEntries(fields.map((field) => [field.key, field.schema["default"] ?? null]));
}

const openedOf = (draft: SubmissionView): OpenedDraft => ({ draft: { id: draft.id, version: draft.version, number: draft.number }, data: fillable(formOf(draft.form), draft.data), savedAt: Date.parse(draft.updatedAt) });

/** Form in the middle, sections left, what still stops it right. */
export function FillPage({ form: definition, flow, draft: opened, onStored, onFresh }: FillPageProps): ReactNode {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  const me = useMe();
  const navigate = useNavigate();
  const client = useQueryClient();
  const form = formOf(definition);
  const [initial] = useState(() => (opened ? opened.data : initialData(definition)));
  const [data, setData] = useState<JsonObject>(initial);
  const [fault, setFault] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const view = useRef<FormViewHandle>(null);
  const draft = useDraft(definition.id, opened && openedOf(opened), onStored);
  const facts = useFacts(form, data, me);
  const services = useMemo(() => apiServices(me.person), [me.person]);
  const { access, checks, forecast, hasChecks, isPermit, isHere, issues, stops, stopping, verdicts } = useFillState({ definition, form, flow, data, facts });
  // Leaving saves first; only what could not be saved is asked about.
  const mayLeave = async (): Promise<boolean> => {
    await draft.flush();
    return !draft.isDirty() || window.confirm(t("fill.leave"));
  };
  useBlocker({ shouldBlockFn: async ({ current, next }) => current.pathname !== next.pathname && !(await mayLeave()), enableBeforeUnload: () => draft.isDirty() });
  const change = (next: JsonObject): void => {
    setData(next);
    draft.change(fillable(form, next));
  };
  const send = async (clean: JsonObject): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    try {
      const sent = await draft.submit(clean);
      await client.invalidateQueries({ queryKey: ["submissions"] });
      await navigate({ href: `/submissions/${sent.id}`, replace: true });
    } catch (thrown) {
      setFault(thrown);
      setBusy(false);
    }
  };
  /** The form lists its own errors and goes there; what only the server knows of leads to its field. */
  const showStops = (): void => {
    const first = stopping.flatMap(({ check }) => check.fields).find(isHere);
    if (issues.size > 0) view.current?.submit();
    else if (first !== undefined) view.current?.jump(first);
  };
  const hasPanel = hasChecks || flow !== null;
  const path = pathSteps(forecast.data?.steps ?? [], flow, form, data);
  return (
    <div className="sl-fill-page">
      <PageHeader
        crumbs={<Link to="/new">{t("gallery.crumb")}</Link>}
        title={text(definition.title)}
        chips={<StateChip>{t("draft")}</StateChip>}
        sub={[draft.stored?.number, t("fill.revision", { revision: definition.revision })].filter(Boolean).join(" · ")}
        actions={<><SavedMark state={draft.state} onRetry={() => void draft.flush()} />{flow !== null && <WhoApproves path={path} isPermit={isPermit} fault={forecast.error} />}<SubmitButton form={form} stopping={stopping} isBusy={isBusy} onSubmit={() => void send(view.current?.fillable() ?? {})} onStopped={showStops} /></>}
      />
      {opened !== undefined && <p className="sl-restored" role="status">{t("fill.restored", { time: dateTimeText(opened.updatedAt) })}<button type="button" className="sl-link" onClick={() => void mayLeave().then((may) => may && onFresh())}>{t("fill.fresh")}</button></p>}
      {fault !== undefined && <RefusedChecks fault={fault} what={t("fill.submit")} />}
      <div className={hasPanel ? "sl-fill sl-fill-panel" : "sl-fill"}>
        <FormView handle={view} definition={definition} number={draft.stored?.number || undefined} data={initial} ctx={facts} services={services} zone={me.siteTz} checks={verdicts ?? []} onChange={change} onSubmit={(clean) => void send(clean)} {...(access ? { access } : {})} aside={<GradeCard form={form} data={data} facts={facts} />} />
        {hasPanel && <ChecksPanel form={form} checks={hasChecks ? verdicts : []} stops={stops} isStale={checks.isFetching} onJump={(xid) => view.current?.jump(xid)} mayJump={isHere} footer={<>{checks.error ? <ErrorCard fault={checks.error} what={t("checks.ask")} /> : null}<ForecastPath path={path} isPermit={isPermit} /></>} />}
      </div>
    </div>
  );
}

import { type CheckView, type FactContext, type FieldAccessMap, type FormDefinition, formOf, type JsonObject, type Locale } from "@safeloop/engine";
import i18next from "i18next";
import { Fragment, type ReactNode, type Ref, useCallback, useDeferredValue, useImperativeHandle, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { I18nextProvider } from "react-i18next";
import { ErrorList } from "./ErrorList.tsx";
import { DesignContext, type DesignSurface } from "./designSurface.ts";
import { fillable } from "./fillable.ts";
import { FieldBox } from "./FieldBox.tsx";
import { FormContext, type FormMode } from "./formContext.ts";
import { jumpToField } from "./jumpToField.ts";
import type { FormSnapshot } from "./formStore.ts";
import { type Progress, progressOf } from "./progress.ts";
import { widgetOf } from "./registry.ts";
import { SectionBlock } from "./SectionBlock.tsx";
import { SectionRail } from "./SectionRail.tsx";
import { isReadOnly, isToFill, type SectionPlan, sectionPlans } from "./sectionPlan.ts";
import { apiServices } from "./services/apiServices.ts";
import { type FormServices, useGivenServices } from "./services/formServices.ts";
import { useEvaluation } from "./useEvaluation.ts";
import { useWriter } from "./useWriter.ts";
import "./forms.css";

/** What a page may ask of a FormView. */
export interface FormViewHandle {
  /** Judges the data; calls `onSubmit` when clean, else shows every error and goes to the first. True when clean. */
  readonly submit: () => boolean;
  /** Goes to a field, by x-id. */
  readonly jump: (xid: string) => void;
  /** What would be sent now. */
  readonly fillable: () => JsonObject;
}

export interface FormViewProps {
  readonly definition: FormDefinition;
  /** Answers by property key. */
  readonly data: JsonObject;
  readonly mode?: FormMode;
  readonly access?: FieldAccessMap;
  /** Facts beside the answers. Without them, what depends on them is unknown. */
  readonly ctx?: FactContext;
  /** Shows the form in this language whatever the page's is. */
  readonly locale?: Locale;
  readonly onChange?: (data: JsonObject) => void;
  readonly onSubmit?: (data: JsonObject) => void;
  /** Named checks already judged (by the server); shown at their fields and sections. */
  readonly checks?: readonly CheckView[];
  /** Only these sections, by id. */
  readonly sections?: readonly string[];
  readonly services?: FormServices;
  readonly zone?: string;
  /** The submission's running number, shown in its number field. */
  readonly number?: string | undefined;
  readonly handle?: Ref<FormViewHandle>;
  /** Below the rail, e.g. declared against computed grade. */
  readonly aside?: ReactNode;
  /** How sections others filled in stand beside the one to fill: behind a click, or as open facts. */
  readonly readSections?: "folded" | "open";
  /** The form is being edited: every field shows, wrapped by the designer. */
  readonly design?: DesignSurface;
}

const noChecks: readonly CheckView[] = [];
const noFacts: FactContext = { now: new Date(0).toISOString() };

/** A form to fill, to read or to try: the one view used by the daily app, capture, the designer's preview and print. */
export function FormView(props: FormViewProps): ReactNode {
  const forced = useMemo(() => (props.locale === undefined || props.locale === i18next.language ? undefined : i18next.cloneInstance({ lng: props.locale })), [props.locale]);
  return forced === undefined ? <FormBody {...props} /> : <I18nextProvider i18n={forced}><FormBody {...props} /></I18nextProvider>;
}

/** The data as edited here, until the page hands in other data. */
function useOwnData(given: JsonObject): readonly [JsonObject, (data: JsonObject) => void] {
  const [state, setState] = useState({ given, own: given });
  if (state.given !== given) setState({ given, own: given });
  const current = state.given === given ? state.own : given;
  return [current, (own) => setState({ given, own })];
}

interface Row {
  readonly plan: SectionPlan;
  readonly progress: Progress;
  readonly isRead: boolean;
}

function rowsOf(plans: readonly SectionPlan[], snapshot: FormSnapshot, data: JsonObject, checks: readonly CheckView[], mode: FormMode): readonly Row[] {
  return plans.map((plan) => ({ plan, progress: progressOf(plan, snapshot, data, checks), isRead: mode === "fill" && isReadOnly(plan, snapshot.access) }));
}

function FormBody({ definition, data: given, mode = "fill", access, ctx = noFacts, onChange, onSubmit, checks = noChecks, sections, services, zone, number, handle, aside, readSections = "folded", design }: FormViewProps): ReactNode {
  const form = formOf(definition);
  const [data, setData] = useOwnData(given);
  const { store, judgeNow } = useEvaluation({ form, data, facts: ctx, access, checks });
  const { write, latest } = useWriter(data, (next) => {
    setData(next);
    onChange?.(next);
  });
  const provided = useGivenServices();
  const context = useMemo(() => ({ definition, form, mode, store, write, services: services ?? provided ?? apiServices(null), facts: ctx, zone, number, widgetOf, FieldBox }), [definition, form, mode, store, write, services, provided, ctx, zone, number]);
  const snapshot = useSyncExternalStore(store.subscribe, store.get);
  const root = useRef<HTMLDivElement>(null);
  const counted = useDeferredValue(data); // the rail counts after the key press has painted
  const [active, setActive] = useState("");
  const [wanted, setWanted] = useState("");
  const plans = useMemo(() => sectionPlans(form).filter((plan) => sections === undefined || sections.includes(plan.id)), [form, sections]);
  const rows = useMemo(() => rowsOf(plans, snapshot, counted, checks, mode).filter(({ progress }) => design !== undefined || progress.isVisible), [plans, snapshot, counted, checks, mode, design]);
  const toFill = useMemo(() => rows.filter(({ plan }) => isToFill(plan, snapshot.access)), [rows, snapshot]);
  const jump = useCallback((xid: string): void => {
    const top = form.byXid.get(xid);
    const home = plans.find((plan) => plan.fields.some((field) => field.xid === xid || field.xid === top?.parent));
    if (home !== undefined) setWanted(home.id);
    jumpToField(root.current, top?.parent ?? xid, xid);
  }, [form, plans]);
  const submit = (): boolean => {
    const first = [...judgeNow(latest()).keys()][0];
    if (first === undefined) onSubmit?.(fillable(form, latest()));
    else requestAnimationFrame(() => root.current?.querySelector<HTMLElement>(".sf-errors")?.focus());
    return first === undefined;
  };
  useImperativeHandle(handle, () => ({ submit, jump, fillable: () => fillable(form, latest()) }));
  const goTo = useCallback((id: string): void => {
    setWanted(id);
    setActive(id);
    requestAnimationFrame(() => root.current?.querySelector(`[data-section="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "start" }));
  }, []);
  const isLong = toFill.length > 1; // with one section to fill in, a rail and "section 2 of 2" lead nowhere
  const hasRail = isLong && mode !== "read" && design === undefined;
  return (
    <FormContext value={context}>
      <DesignContext value={design ?? null}>
      <div className="sf-host">
      <div ref={root} className={`sf-view sf-${mode}${hasRail ? " sf-has-rail" : ""}`}>
        {hasRail && <div className="sf-side"><SectionRail rows={rows} active={active || (rows[0]?.plan.id ?? "")} onGo={goTo} />{aside}</div>}
        <div className="sf-body">
          {snapshot.isTried && <ErrorList issues={snapshot.issues} form={form} onJump={jump} />}
          {rows.map(({ plan, isRead }, index) => decorated(design, plan.id,
            <SectionBlock key={plan.id} plan={plan} data={data} onSeen={setActive} isEager={index < 4 || wanted === plan.id || form.fields.length <= 150} n={isLong ? index + 1 : undefined} all={rows.length} isBare={rows.length === 1} isWanted={wanted === plan.id} isRead={isRead} isFolded={isRead && rows.length > 1 && readSections === "folded"} />
          ))}
        </div>
      </div>
      </div>
      </DesignContext>
    </FormContext>
  );
}

function decorated(design: DesignSurface | undefined, sectionId: string, block: ReactNode): ReactNode {
  return design === undefined ? block : <Fragment key={sectionId}>{design.decorateSection(sectionId, block)}</Fragment>;
}

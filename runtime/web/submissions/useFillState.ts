import type { CompiledForm, FactContext, FlowDefinition, FormDefinition, JsonObject } from "@safeloop/engine";
import { useDeferredValue, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { accessOf } from "../forms/accessOf.ts";
import { fillable } from "../forms/fillable.ts";
import { judge } from "../forms/useEvaluation.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { checkRows, type CheckRow } from "./checkRows.ts";
import { submitStops } from "./submitStops.ts";
import { startOf } from "./useFormPage.ts";
import { useForecast, useServerChecks } from "./useServerChecks.ts";

interface FillFacts { readonly definition: FormDefinition; readonly form: CompiledForm; readonly flow: FlowDefinition | null; readonly data: JsonObject; readonly facts: FactContext }

/** All that is known of a form being filled: verdicts, what stops the submit, and who would be asked. */
export function useFillState({ definition, form, flow, data, facts }: FillFacts) {
  const { t } = useTranslation("submissions");
  const { locale } = useLocale();
  const { access, checks: startChecks, isPermit } = useMemo(() => startOf(flow), [flow]);
  const sendable = useMemo(() => fillable(form, data), [form, data]);
  const paused = useDeferredValue(data); // judged after the key press has painted
  const { issues, state } = useMemo(() => judge({ form, data: paused, facts, access }), [form, paused, facts, access]);
  const isHere = useMemo(() => {
    const allowed = accessOf(form, access);
    return (xid: string): boolean => { const home = form.byXid.get(xid)?.parent ?? xid; return state.visible.has(home) && allowed(home) !== "hidden"; };
  }, [form, access, state]);
  // The server is asked where it knows more: named checks, and what cannot be judged here.
  const hasChecks = definition.logic.some((rule) => rule.effect === "check" && rule.on === "named") || startChecks.length > 0 || [...issues.values()].flat().some((one) => one.code === "FORM_CHECK_UNKNOWN");
  const checks = useServerChecks(definition.id, sendable, hasChecks);
  const forecast = useForecast(definition.id, sendable, flow !== null);
  const verdicts = hasChecks ? checks.data?.checks : undefined;
  const stops = useMemo(() => submitStops({ form, issues, checks: verdicts, startChecks, isPermit }, { t, locale }), [form, issues, verdicts, startChecks, isPermit, t, locale]);
  const stopping = useMemo((): readonly CheckRow[] => checkRows(verdicts ?? [], stops).filter(({ check, stopsNow }) => stopsNow && check.severity === "block"), [verdicts, stops]);
  return { access, checks, forecast, hasChecks, isPermit, isHere, issues, stops, stopping, verdicts };
}

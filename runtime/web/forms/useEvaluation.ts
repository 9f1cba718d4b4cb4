import { answersByXid, type CheckView, type CompiledForm, type CheckResult, evaluateForm, type FactContext, type FieldAccessMap, type Issue, type JsonObject, validateSubmission } from "@safeloop/engine";
import { useCallback, useEffect, useRef, useState } from "react";
import { accessOf } from "./accessOf.ts";
import { fillable } from "./fillable.ts";
import { type FormSnapshot, FormStore } from "./formStore.ts";

export interface EvaluationInput {
  readonly form: CompiledForm;
  readonly data: JsonObject;
  readonly facts: FactContext;
  readonly access: FieldAccessMap | undefined;
  readonly checks: readonly CheckView[];
}

/** Keystrokes paint first; the form is judged this long after the last one. */
const pauseMs = 60;

function byPath(issues: readonly Issue[]): ReadonlyMap<string, readonly Issue[]> {
  const map = new Map<string, Issue[]>();
  for (const one of issues) if (one.severity === "error") map.set(one.path, [...(map.get(one.path) ?? []), one]);
  return map;
}

function byField(checks: readonly CheckView[]): ReadonlyMap<string, readonly CheckResult[]> {
  const map = new Map<string, CheckResult[]>();
  for (const check of checks) {
    const field = check.fields[0];
    if (check.verdict !== "pass" && field !== undefined) map.set(field, [...(map.get(field) ?? []), check as unknown as CheckResult]);
  }
  return map;
}

/** Everything FormView knows of the data as it stands. Computed and hidden members don't count against it. */
export function judge({ form, data, facts, access }: Omit<EvaluationInput, "checks">): Pick<FormSnapshot, "state" | "issues"> {
  const own = fillable(form, data);
  const state = evaluateForm(form, answersByXid(form, own), facts);
  const { issues } = validateSubmission(form, own, facts, access === undefined ? {} : { access, previous: answersByXid(form, data) });
  return { state, issues: byPath(issues) };
}

/** The form's store, judged anew after each pause in typing. */
export function useEvaluation(input: EvaluationInput): { readonly store: FormStore; readonly judgeNow: (data: JsonObject) => ReadonlyMap<string, readonly Issue[]> } {
  const { form, data, facts, access, checks } = input;
  const [store] = useState(() => new FormStore({ ...judge(input), checks: byField(checks), access: accessOf(form, access), isTried: false }));
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return undefined;
    }
    const timer = setTimeout(() => store.set(judge({ form, data, facts, access })), pauseMs);
    return () => clearTimeout(timer);
  }, [store, form, data, facts, access]);
  useEffect(() => store.set({ checks: byField(checks), access: accessOf(form, access) }), [store, form, checks, access]);
  const judgeNow = useCallback((latest: JsonObject) => {
    const judged = judge({ form, data: latest, facts, access });
    store.set({ ...judged, isTried: true });
    return judged.issues;
  }, [store, form, facts, access]);
  return { store, judgeNow };
}

import { checklistAnswer, checklistItems, type CheckView, type Field, type FormState, type JsonObject } from "@safeloop/engine";
import { isSettled } from "./checklist.ts";
import type { FormSnapshot } from "./formStore.ts";
import type { SectionPlan } from "./sectionPlan.ts";

/** How far a section is: answered of visible questions, and what is wrong in it. */
export interface Progress { readonly done: number; readonly all: number; readonly faults: readonly string[]; readonly isVisible: boolean }

const silent: ReadonlySet<string> = new Set(["note", "section", "page", "ticket-number", "certificate"]);

function isAnswered(field: Field, state: FormState, data: JsonObject): boolean {
  if (field.kind === "checklist") return checklistItems(field).every((item) => isSettled(item, checklistAnswer(data[field.key], item.code)));
  const value = data[field.key] ?? state.answers[field.xid];
  return value !== undefined && value !== null;
}

function faultsOf(plan: SectionPlan, snapshot: FormSnapshot, checks: readonly CheckView[]): readonly string[] {
  const keys = new Set(plan.fields.map((field) => field.key));
  const xids = new Set(plan.fields.flatMap((field) => [field.xid, ...field.children.map((child) => child.xid)]));
  const issues = snapshot.isTried ? [...snapshot.issues.keys()].filter((path) => keys.has(path.split("/")[1] ?? "")) : [];
  const failing = checks.filter((check) => check.verdict !== "pass" && check.severity === "block" && xids.has(check.fields[0] ?? ""));
  return [...issues, ...failing.map((check) => check.id)];
}

/** Required and filled-in fields count; an optional empty one does not hold a section back. */
export function progressOf(plan: SectionPlan, snapshot: FormSnapshot, data: JsonObject, checks: readonly CheckView[]): Progress {
  const { state, access } = snapshot;
  const visible = plan.fields.filter((field) => state.visible.has(field.xid) && access(field.xid) !== "hidden" && !silent.has(field.kind));
  const counted = visible.filter((field) => !field.computed && (state.required.has(field.xid) || access(field.xid) === "require" || isAnswered(field, state, data)));
  return { done: counted.filter((field) => isAnswered(field, state, data)).length, all: counted.length, faults: faultsOf(plan, snapshot, checks), isVisible: visible.length > 0 };
}

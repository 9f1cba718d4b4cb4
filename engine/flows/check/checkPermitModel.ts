import { issue, type Issue } from "../../issues/issue.ts";
import type { Act, Life, LifeEvent, LifeTimer } from "../../model/flow.ts";
import type { FormDefinition } from "../../model/form.ts";
import { formOf } from "../../forms/index.ts";
import { accessOfSections, writableFields } from "../fields.ts";
import { validityTimers } from "../life/validUntil.ts";
import { Index, none } from "./bits.ts";
import { surelyBefore } from "./data/mustPass.ts";
import { because, type FlowCheck } from "./flowCheck.ts";

/**
 * Proves of a permit from its data alone, beyond what every flow is checked
 * for (`checkFlow`): what a form asks for has its gate; each gate is judged by
 * an approval on every way to approved; no live or stopped state is reached
 * without a running validity; nothing after approval writes what was applied
 * for. Run on packs.
 */
export function checkPermitModel(check: FlowCheck): readonly Issue[] {
  const { form, def: { life } } = check;
  if (check.def.settings.permit !== true || !form || !life) return [];
  return [...missingGates(check, form), ...unjudged(check, form), ...unbounded(check, life), ...lateEdits(check, form, life)];
}

/** Checks a form of this make may not be without (catalogue 4.1). */
const needed: readonly { readonly when: (form: FormDefinition) => boolean; readonly checks: readonly string[]; readonly zh: string; readonly en: string }[] = [
  { when: (form) => has(form, (kind) => kind === "gas-test"), checks: ["C-08", "C-09"], zh: "有气体分析", en: "it has gas tests" },
  { when: (form) => has(form, (_, xid) => xid === "guardians" || xid === "guardian"), checks: ["C-04"], zh: "有监护人", en: "it has guardians" },
  { when: (form) => has(form, (kind) => kind === "certificate"), checks: ["C-06"], zh: "有作业证", en: "it has certificates" },
  { when: (form) => has(form, (_, xid) => xid === "isolation"), checks: ["C-21"], zh: "有隔离方式", en: "it has an isolation" },
  { when: (form) => has(form, (_, xid) => xid === "level" || xid === "grade"), checks: ["C-15"], zh: "有分级", en: "it has grades" },
  { when: (form) => (form.work ?? []).length > 0, checks: ["C-20"], zh: "属于同时作业", en: "it is simultaneous work" },
];

function has(form: FormDefinition, fits: (kind: string, xid: string) => boolean): boolean {
  return formOf(form).roots.some((field) => fits(field.kind, field.xid));
}

function gatesOf(form: FormDefinition): string[] {
  return form.logic.flatMap((rule) => (rule.gate !== undefined && rule.id !== undefined ? [rule.id] : []));
}

function missingGates(check: FlowCheck, form: FormDefinition): Issue[] {
  const gates = new Set(gatesOf(form));
  return needed.filter(({ when }) => when(form)).flatMap(({ checks, zh, en }) => checks.filter((id) => !gates.has(id))
    .map((id) => because("FLOW_PERMIT", "/form", check.def.id, `表单${zh}，检查 ${id} 必须是开工关口`, `${en}, so check ${id} must be a gate of work`)));
}

/** On each way to an approved end some approval must judge every gate. */
function unjudged(check: FlowCheck, form: FormDefinition): Issue[] {
  const gates = new Index();
  const all = gates.bits(gatesOf(form));
  const judged = (id: string): readonly string[] => {
    const node = check.graph.nodes.get(id);
    return node?.kind === "approval" ? (node.checks ?? []).filter((one) => gatesOf(form).includes(one)) : [];
  };
  const before = surelyBefore(check, { node: (id) => ({ adds: gates.bits(judged(id)), undoes: none }) });
  return check.def.nodes.flatMap((node, i) => {
    const missing = node.kind === "end" && node.outcome === "approved" ? gates.of(all & ~(before.get(node.id) ?? none)) : [];
    return missing.map((id) => because("FLOW_PERMIT", `/nodes/${i}`, node.id, `有一条路没有任何审批判断 ${id} 就能批准`, `a way leads to approval on which no approval judges ${id}`));
  });
}

interface Place {
  readonly state: string;
  readonly anchored: ReadonlySet<string>; // validity clocks that have begun
  readonly path: readonly LifeEvent[];
}

/** Explores every order of events: wherever work is live or stopped, a validity clock must be running. */
function unbounded(check: FlowCheck, life: Life): Issue[] {
  const ids = validityTimers(check.def);
  const clocks = life.states.flatMap((state) => (state.timers ?? []).filter((timer) => ids.has(timer.id)).map((timer) => ({ timer, declaredIn: state.id })));
  const works = new Set(life.states.filter((state) => state.tone === "live" || state.tone === "stopped").map((state) => state.id));
  const found = new Map<string, Issue>();
  const seen = new Map<string, Place>();
  const visit = (place: Place): void => {
    const key = `${place.state} ${[...place.anchored].sort().join()}`;
    if (seen.has(key)) return;
    seen.set(key, place);
    const runs = clocks.some(({ timer }) => place.anchored.has(timer.id) && timer.whileIn.includes(place.state));
    if (works.has(place.state) && !runs && !found.has(place.state)) found.set(place.state, endless(check, place));
  };
  visit({ state: life.initial, anchored: anchoredBy(clocks, life.initial, undefined, new Set()), path: [] });
  for (const place of seen.values()) for (const event of life.events) {
    if (event.from.includes(place.state)) visit({ state: event.to, anchored: anchoredBy(clocks, event.to, event.id, place.anchored), path: [...place.path, event] });
  }
  return [...found.values()];
}

function anchoredBy(clocks: readonly { readonly timer: LifeTimer; readonly declaredIn: string }[], state: string, event: string | undefined, before: ReadonlySet<string>): ReadonlySet<string> {
  const begun = clocks.filter(({ timer, declaredIn }) => (timer.from === "enter" ? declaredIn === state : timer.from.event === event)).map(({ timer }) => timer.id);
  return new Set([...before, ...begun]);
}

function endless(check: FlowCheck, { state, path }: Place): Issue {
  const way = path.map((event) => event.id).join(" → ");
  return because("FLOW_PERMIT", `/life/states/${check.def.life?.states.findIndex((one) => one.id === state) ?? 0}`, state, `经 ${way} 到这里时没有有效期在走`, `no validity runs here by way of ${way}`);
}

/** Fields that grow by records while work goes on. */
const records: ReadonlySet<string> = new Set(["gas-test", "photo", "video", "audio"]);

/** What life events and tasks may write is what nothing before approval could, or records. */
function lateEdits(check: FlowCheck, form: FormDefinition, life: Life): Issue[] {
  const applied = new Set(check.def.nodes.flatMap((node) => (node.kind === "start" || node.kind === "fill" || node.kind === "approval" ? writableFields(form, node.fields) : [])));
  const isApplied = (xid: string): boolean => applied.has(xid) && !records.has(formOf(form).byXid.get(xid)?.kind ?? "");
  const late = (sections: readonly string[] = []): string[] => (sections.length === 0 ? [] : writableFields(form, accessOfSections(sections)).filter(isApplied));
  const wrong = (path: string, id: string, fields: readonly string[]): Issue[] => (fields.length === 0 ? [] : [issue("FLOW_PERMIT", path, {
    node: id, reasonZh: `批准后还能改申请内容（${fields.join("、")}）`, reasonEn: `what was applied for may still be changed after approval (${fields.join(", ")})`, trace: [id],
  })]);
  return [
    ...life.events.flatMap((event, i) => [...wrong(`/life/events/${i}/form`, event.id, late(event.form?.sections)), ...wrong(`/life/events/${i}/effects`, event.id, setBy(event.effects ?? []).filter(isApplied))]),
    ...life.states.flatMap((state, i) => (state.tasks ?? []).flatMap((task, k) => wrong(`/life/states/${i}/tasks/${k}/form`, task.id, late(task.form?.sections)))),
  ];
}

function setBy(acts: readonly Act[]): string[] {
  return acts.flatMap((act) => (act.do === "setField" ? [act.field] : []));
}

import { issue, type Issue } from "../../issues/issue.ts";
import type { Life, LifeEvent, LifeState, LifeTask, LifeTimer, LifeWatch } from "../../model/flow.ts";
import { durationMs } from "../duration.ts";
import { validityTimers } from "../life/validUntil.ts";
import { checkAct } from "./checkAct.ts";
import { checkCandidates } from "./checkCandidates.ts";
import { checkGates } from "./checkGates.ts";
import { checkExpression, checkField, checkNamedChecks, checkSections } from "./checkExpression.ts";
import { checkDue } from "./checkStep.ts";
import { checkTimerCircle } from "./checkTimerCircle.ts";
import { type FlowCheck, lifeIssue } from "./flowCheck.ts";
import { idPattern } from "./checkIds.ts";

/** The life after approval: well formed, every live state ends by timers alone, and no way leads around a gate. */
export function checkLife(check: FlowCheck): readonly Issue[] {
  const { life } = check.def;
  if (!life) return [];
  const states = new Map(life.states.map((state) => [state.id, state]));
  const shape = [
    ...checkLifeIds(life),
    ...(states.has(life.initial) ? [] : [lifeIssue("/life/initial", String(life.initial), "初始状态不存在", "the initial state does not exist")]),
    ...life.states.flatMap((state, i) => checkState(state, `/life/states/${i}`, life, check)),
    ...life.events.flatMap((event, i) => checkEvent(event, `/life/events/${i}`, states, check)),
  ];
  return shape.some((one) => one.severity === "error") ? shape : [...shape, ...checkEndless(life), ...checkTimerCircle(life), ...checkValidity(life, check), ...checkGates(check, life)];
}

function checkLifeIds(life: Life): readonly Issue[] {
  const groups = [life.states.map((one) => one.id), life.events.map((one) => one.id), life.states.flatMap((one) => one.timers ?? []).map((one) => one.id), life.states.flatMap((one) => one.tasks ?? []).map((one) => one.id)];
  return groups.flatMap((ids) => ids.filter((id, i) => !idPattern.test(String(id)) || ids.indexOf(id) !== i).map((id) => issue("FLOW_ID", "/life", { id: String(id) })));
}

function checkState(state: LifeState, path: string, life: Life, check: FlowCheck): readonly Issue[] {
  const busy = (state.timers ?? []).length + (state.tasks ?? []).length;
  const leaves = life.events.some((event) => event.from.includes(state.id));
  return [
    ...(state.final && (busy > 0 || leaves) ? [lifeIssue(path, state.id, "终态不能有定时器、任务或出去的事件", "a final state has no timers, tasks or events")] : []),
    ...(!state.final && !leaves ? [lifeIssue(path, state.id, "没有任何事件能离开这个状态", "no event leads out of this state")] : []),
    ...(state.timers ?? []).flatMap((timer, i) => checkTimer(timer, `${path}/timers/${i}`, life, check)),
    ...(state.tasks ?? []).flatMap((task, i) => checkTask(task, state, `${path}/tasks/${i}`, life, check)),
  ];
}

function checkTimer(timer: LifeTimer, path: string, life: Life, check: FlowCheck): readonly Issue[] {
  const event = life.events.find((one) => one.id === timer.fires);
  const wrong = (at: string, zh: string, en: string): Issue => lifeIssue(`${path}/${at}`, timer.id, zh, en);
  const { after } = timer;
  const missing = timer.whileIn.filter((id) => !life.states.some((state) => state.id === id));
  const untaken = event ? timer.whileIn.filter((id) => !missing.includes(id) && !event.from.includes(id)) : [];
  return [
    ...(event ? [] : [wrong("fires", "触发的事件不存在", "it fires an event that does not exist")]),
    ...(missing.length > 0 || timer.whileIn.length === 0 ? [wrong("whileIn", "生效的状态不存在", "it runs in a state that does not exist")] : []),
    ...(untaken.length > 0 ? [wrong("whileIn", `状态 ${untaken.join("、")} 不接受事件 ${timer.fires}`, `state ${untaken.join(", ")} does not take event ${timer.fires}`)] : []),
    ...((after === undefined) === (timer.at === undefined) ? [wrong("after", "须在时长和日期中二选一", "give either a length or a date")] : []),
    ...(typeof after === "string" && !((durationMs(after) ?? 0) > 0) ? [wrong("after", "时长须大于零，如 PT8H", "the length must be positive, such as PT8H")] : []),
    ...(typeof after === "object" && "field" in after ? checkField(after.field, timer.id, `${path}/after/field`, check) : []),
    ...(typeof after === "object" && "expr" in after ? checkExpression(after.expr, timer.id, `${path}/after/expr`, check) : []),
    ...(timer.at ? checkField(timer.at.dateField, timer.id, `${path}/at/dateField`, check) : []),
    ...(timer.from !== "enter" && !life.events.some((one) => one.id === (timer.from as { event: string }).event) ? [wrong("from", "起算的事件不存在", "its clock starts from an event that does not exist")] : []),
    ...(timer.when === undefined ? [] : checkExpression(timer.when, timer.id, `${path}/when`, check)),
    ...((timer.remindBefore ?? []).every((one) => (durationMs(one) ?? 0) > 0) ? [] : [wrong("remindBefore", "提前提醒的时长不合法", "a reminder's lead time is malformed")]),
  ];
}

function checkTask(task: LifeTask, state: LifeState, path: string, life: Life, check: FlowCheck): readonly Issue[] {
  const wrong = (at: string, zh: string, en: string): Issue => lifeIssue(`${path}/${at}`, task.id, zh, en);
  const event = life.events.find((one) => one.id === task.onOver);
  return [
    ...(task.candidates.length === 0 ? [wrong("candidates", "任务没有办理人", "the task names nobody")] : []),
    ...checkCandidates(task.candidates, task.id, `${path}/candidates`, check),
    ...(task.when === undefined ? [] : checkExpression(task.when, task.id, `${path}/when`, check)),
    ...checkSections(task.form?.sections ?? [], task.id, `${path}/form/sections`, check),
    ...checkNamedChecks(task.checks ?? [], task.id, `${path}/checks`, check),
    ...(task.every !== undefined && !((durationMs(task.every) ?? 0) > 0) ? [wrong("every", "周期须大于零，如 PT2H", "the period must be positive, such as PT2H")] : []),
    ...(task.due?.onOver === "reject" || typeof task.due?.onOver === "object" ? [wrong("due/onOver", "生效后的任务不能驳回或跳转，请用超时事件", "a task of the life is neither rejected nor jumped out of; name an event when over")] : []),
    ...(task.due ? checkDue(task.due, task.id, `${path}/due`, check) : []),
    ...(task.onOver !== undefined && !event?.from.includes(state.id) ? [wrong("onOver", "超时触发的事件在此状态不可用", "the event when over is not taken in this state")] : []),
    ...(task.onOver !== undefined && !task.due ? [wrong("due", "设置了超时事件却没有时限", "an event when over needs a deadline")] : []),
  ];
}

function checkEvent(event: LifeEvent, path: string, states: ReadonlyMap<string, LifeState>, check: FlowCheck): readonly Issue[] {
  const wrong = (at: string, zh: string, en: string): Issue => lifeIssue(`${path}/${at}`, event.id, zh, en);
  const byMachine = event.by === "timer" || event.by === "interlock" || event.by === "system";
  const unknown = [...event.from, event.to].filter((id) => !states.has(id));
  return [
    ...(unknown.length > 0 || event.from.length === 0 ? [wrong("from", `状态 ${unknown.join("、")} 不存在`, `state ${unknown.join(", ")} does not exist`)] : []),
    ...(byMachine || (Array.isArray(event.by) && event.by.length > 0) ? [] : [wrong("by", "没有人能触发", "nobody can give it")]),
    ...(Array.isArray(event.by) ? checkCandidates(event.by, event.id, `${path}/by`, check) : []),
    ...(byMachine && (event.checks ?? []).length > 0 ? [wrong("checks", "自动事件不能带检查：停工不许被拒绝", "an automatic event takes no checks: a stop must not be refused")] : []),
    ...(event.by === "interlock" && states.get(event.to)?.tone === "live" ? [wrong("to", "联锁只能停工，不能开工", "an interlock may stop work, never start it")] : []),
    ...(event.by === "timer" && states.get(event.to)?.tone === "live" && !event.from.includes(event.to) ? [wrong("to", "定时器不能让作业开始", "a timer may not start work")] : []),
    ...(event.quiet === true && (event.by !== "timer" || event.from.some((id) => id !== event.to)) ? [wrong("quiet", "只有不换状态的定时事件可以不通知", "only a timer's event that stays in its state may tell nobody")] : []),
    ...checkNamedChecks(event.checks ?? [], event.id, `${path}/checks`, check),
    ...checkSections(event.form?.sections ?? [], event.id, `${path}/form/sections`, check),
    ...(event.interlock ? checkField(event.interlock.areaField, event.id, `${path}/interlock/areaField`, check) : []),
    ...(event.interlock?.watches ?? []).flatMap((watch, i) => checkWatch(watch, event, `${path}/interlock/watches/${i}`, check)),
    ...(event.evidence?.gpsWithin ? checkField(event.evidence.gpsWithin.field, event.id, `${path}/evidence/gpsWithin/field`, check) : []),
    ...(event.effects ?? []).flatMap((act, i) => checkAct(act, event.id, `${path}/effects/${i}`, check)),
  ];
}

/** Its cause fires this event, and its checks are of the form. */
function checkWatch(watch: LifeWatch, event: LifeEvent, path: string, check: FlowCheck): readonly Issue[] {
  return [
    ...(event.interlock?.causes.includes(watch.cause) ? [] : [lifeIssue(`${path}/cause`, event.id, `事件不因“${watch.cause}”触发`, `the event is not fired by "${watch.cause}"`)]),
    ...checkNamedChecks(watch.checks, event.id, `${path}/checks`, check),
  ];
}

/** From every live or stopped state timers alone must lead to a final one. */
function checkEndless(life: Life): readonly Issue[] {
  const finals = new Set(life.states.filter((state) => state.final).map((state) => state.id));
  const ends = new Set(finals);
  for (let grew = true; grew; ) {
    grew = false;
    for (const state of life.states) {
      if (ends.has(state.id)) continue;
      const leads = timersRunningIn(life, state.id).some((timer) => ends.has(life.events.find((event) => event.id === timer.fires)?.to ?? ""));
      if (leads) grew = ends.add(state.id).size > 0;
    }
  }
  return life.states.flatMap((state, i) => ((state.tone === "live" || state.tone === "stopped") && !ends.has(state.id) ? [issue("FLOW_LIFE_ENDLESS", `/life/states/${i}`, { state: state.id, stateZh: state.title.zh, stateEn: state.title.en })] : []));
}

/** Timers that surely run in a state: their clock has started on every way into it. */
function timersRunningIn(life: Life, state: string): LifeTimer[] {
  return life.states.flatMap((declared) => (declared.timers ?? []).filter((timer) => timer.whileIn.includes(state) && surelyStarted(life, timer, declared.id, state)));
}

function surelyStarted(life: Life, timer: LifeTimer, declaredIn: string, state: string): boolean {
  const { from } = timer;
  if (timer.when !== undefined) return false; // runs only where its condition holds
  if (from === "enter") return declaredIn === state || !reachableWithout(life, (event) => event.to !== declaredIn && !event.from.includes(declaredIn) , declaredIn).has(state);
  return !reachableWithout(life, (event) => event.id !== from.event).has(state);
}

/** States reachable from the initial one by the events that fit. */
function reachableWithout(life: Life, fits: (event: LifeEvent) => boolean, barred?: string): Set<string> {
  const seen = new Set(life.initial === barred ? [] : [life.initial]);
  for (const at of seen) for (const event of life.events) if (event.from.includes(at) && fits(event)) seen.add(event.to);
  return seen;
}

/** On permits: one validity covers all work and its pauses, nothing restarts it, and work starts only through checks. */
function checkValidity(life: Life, check: FlowCheck): readonly Issue[] {
  if (check.def.settings.permit !== true) return [];
  const working = life.states.filter((state) => state.tone === "live" || state.tone === "stopped").map((state) => state.id);
  const timers = life.states.flatMap((state) => state.timers ?? []).filter((timer) => validityTimers(check.def).has(timer.id) && timer.when === undefined);
  const covers = timers.some((timer) => working.every((id) => timer.whileIn.includes(id)));
  const restarts = timers.filter((timer) => timer.from !== "enter" && life.events.some((event) => event.id === (timer.from as { event: string }).event && event.from.some((id) => working.includes(id))));
  const unchecked = life.events.filter((event) => working.includes(event.to) && isLive(life, event.to) && event.from.some((id) => !working.includes(id)) && (event.checks ?? []).length === 0);
  return [
    ...(covers || working.length === 0 ? [] : [lifeIssue("/life/states", "validity", "没有一个有效期定时器覆盖全部作业和暂停状态", "no validity timer covers every live and stopped state")]),
    ...restarts.map((timer) => lifeIssue("/life/states", timer.id, "有效期会在作业中重新起算，等于延期", "its clock could restart during work, which extends the permit")),
    ...unchecked.map((event) => lifeIssue("/life/events", event.id, "开工前没有任何检查", "work would start without any check")),
  ];
}

function isLive(life: Life, id: string): boolean {
  return life.states.find((state) => state.id === id)?.tone === "live";
}

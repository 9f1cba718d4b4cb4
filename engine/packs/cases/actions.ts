import { evaluateForm, formOf, runChecks, validateSubmission, answersByXid } from "../../forms/index.ts";
import { flowCommands, startFlow, taskMeant, type CommandInput, type FlowCommand, type GpsFix } from "../../flows/index.ts";
import { isObject, own, type JsonObject } from "../../model/json.ts";
import type { CaseStep } from "../../model/packCase.ts";
import type { Reading } from "../../model/tag.ts";
import { mergePatch } from "../mergePatch.ts";
import { patchByXid, type CaseRun } from "./caseRun.ts";
import { changeWorld, instantOf } from "./world.ts";

type Action = (run: CaseRun, step: CaseStep) => void;

/** What a step may do beside the commands of a flow. */
const actions: { readonly [name: string]: Action } = {
  draft: (run, step) => begin(run, step, false),
  begin: beginAsIs,
  answers: (run, step) => {
    const changed = Object.entries({ ...run.answers, ...patchByXid(run.needForm(), step.data ?? {}) }).filter(([, value]) => value !== null);
    run.answers = evaluateForm(run.needForm(), Object.fromEntries(changed), run.facts()).answers;
  },
  signal: (run, step) => run.advance({ type: "event", name: need(step, "event"), key: need(step, "key") }),
  childEnds: (run, step) => run.advance({ type: "child", visit: need(step, "visit"), child: need(step, "child"), outcome: need(step, "outcome") }),
  tick: () => undefined,
  world: (run, step) => {
    run.world = changeWorld(run.world, step.world ?? {});
  },
  judge,
  interlock: (run, step) => run.advance({ type: "interlock", cause: need(step, "cause"), causeId: step.causeId ?? need(step, "cause"), reason: { zh: step.reason ?? need(step, "cause"), en: step.reason ?? need(step, "cause") } }),
  interlockOver: (run, step) => run.advance({ type: "interlockOver", causeId: step.causeId ?? need(step, "cause") }),
  reading: (run, step) => {
    const { issue, ...news } = run.alarms.read(readingOf(step), run.clock.now);
    run.takeNews(news);
    run.trace.issues = issue ? [issue] : [];
  },
  ack: (run, step) => alarmCommand(run, step, { do: "ack", by: need(step, "by"), generation: run.alarms.alarm(need(step, "rule"), need(step, "tag"))?.generation ?? 0 }),
  reset: (run, step) => alarmCommand(run, step, { do: "reset", by: need(step, "by") }),
  shelve: (run, step) => alarmCommand(run, step, { do: "shelve", by: need(step, "by"), until: run.clock.now + 3_600_000, reason: step.reason ?? "" }),
};

/** Carries a step out; an unknown verb throws a text. */
export function doStep(run: CaseRun, step: CaseStep): void {
  const action = own(actions, step.do) as Action | undefined;
  if (action) return action(run, step);
  if (!(flowCommands as readonly string[]).includes(step.do)) throw new Error(`a step cannot do "${step.do}"`);
  if (step.do === "submit" && !run.instance) return begin(run, step, true);
  command(run, step, step.do as FlowCommand);
}

/** Starts the flow as the server does: what is sent is judged, then stored, then submitted. */
function begin(run: CaseRun, step: CaseStep, submit: boolean): void {
  const form = run.needForm();
  const flow = run.needFlow();
  const initiator = step.by ?? run.world.initiator ?? "";
  run.world = { ...run.world, initiator };
  run.data = mergePatch(run.data, step.data ?? {}) as JsonObject;
  const facts = { ...run.facts(), event: "submit" };
  const start = flow.nodes.find((node) => node.kind === "start");
  const { answers, issues } = validateSubmission(form, run.data, facts, { ...(start && "fields" in start ? { access: start.fields } : {}), draft: !submit });
  run.trace.issues = issues.filter((one) => one.severity === "error");
  if (run.trace.issues.length > 0) return;
  run.answers = answers;
  const signed = step.unsigned ? {} : { signature: { method: "strokes" } };
  run.take(startFlow(flow, { id: "i1", submissionId: "s1", number: run.world.number ?? "N-1", initiator, submit, ...signed, ...gps(run, step) }, run.env()));
}

/** The flow stands at its first step, with the data as they are: nothing is judged before it is submitted. */
function beginAsIs(run: CaseRun, step: CaseStep): void {
  const initiator = step.by ?? run.world.initiator ?? "";
  run.world = { ...run.world, initiator };
  run.answers = evaluateForm(run.needForm(), run.answers, run.facts()).answers;
  run.take(startFlow(run.needFlow(), { id: "i1", submissionId: "s1", number: run.world.number ?? "N-1", initiator }, run.env()));
}

function command(run: CaseRun, step: CaseStep, name: FlowCommand): void {
  const by = need(step, "by");
  const meant = step.task === undefined ? taskMeant(run.openTasks(), by, step.node) : undefined;
  const task = meant ?? (step.task ? { id: step.task, version: undefined } : undefined);
  const version = step.version ?? task?.version;
  const input: CommandInput = {
    type: "command", command: name, by,
    ...(task && name !== "event" ? { task: task.id } : {}),
    ...(version === undefined || name === "event" ? {} : { version }),
    ...(step.data ? { data: patchByXid(run.needForm(), step.data) } : {}),
    ...(step.unsigned ? {} : { signature: { method: "strokes" } }),
    ...gps(run, step),
    ...optional(step),
  };
  run.advance(input);
}

const members = ["comment", "reason", "to", "person", "event", "people", "position", "mode", "back", "visit", "photos", "admin"] as const satisfies readonly (keyof CaseStep & keyof CommandInput)[];

function optional(step: CaseStep): Partial<CommandInput> {
  return { ...Object.fromEntries(members.filter((name) => step[name] !== undefined).map((name) => [name, step[name]])), ...(step.password ? { passwordOk: true } : {}) };
}

const metresPerDegree = 111_195; // along a meridian

/** A fix `distanceM` north of the place. */
function gps(run: CaseRun, { distanceM, gps: fix }: CaseStep): { gps?: GpsFix } {
  if (fix) return { gps: fix };
  const xid = run.form?.roots.find((field) => field.kind === "place")?.xid;
  const place = xid === undefined ? undefined : own(run.answers, xid);
  if (distanceM === undefined || !isObject(place) || typeof place["lat"] !== "number" || typeof place["lng"] !== "number") return {};
  return { gps: { lat: place["lat"] + distanceM / metresPerDegree, lng: place["lng"], accuracyM: 5 } };
}

/** Judges checks on the answers and facts of the moment, with the step's own put over them. */
function judge(run: CaseRun, step: CaseStep): void {
  const form = run.needForm();
  const merged = { ...(run.instance ? run.answers : {}), ...answersByXid(form, mergePatch(run.instance ? {} : run.data, step.data ?? {}) as JsonObject) };
  const facts = mergePatch({ ...run.facts(merged), ...(step.event === undefined ? {} : { event: step.event }) } as unknown as JsonObject, step.facts ?? {}) as never;
  const { answers } = evaluateForm(form, merged, facts);
  run.trace.checks = runChecks(formOf(form.def), step.checks ?? checksOf(run, step) ?? "all", answers, facts);
  run.trace.judged = answers;
}

/** The checks of the node or life event a `judge` step names. */
function checksOf(run: CaseRun, step: CaseStep): readonly string[] | undefined {
  const node = run.flow?.nodes.find((one) => one.id === step.node);
  if (node && "checks" in node) return node.checks;
  return run.flow?.life?.events.find((one) => one.id === step.event)?.checks;
}

function alarmCommand(run: CaseRun, step: CaseStep, what: Parameters<CaseRun["alarms"]["command"]>[2]): void {
  const { refused, ...news } = run.alarms.command(need(step, "rule"), need(step, "tag"), what, run.clock.now);
  run.takeNews(news);
  run.trace.refused = refused;
}

function readingOf(step: CaseStep): Reading {
  return {
    tagId: need(step, "tag"), ts: instantOf(step.at, "at"), value: (step.value ?? null) as Reading["value"],
    ...(step.quality ? { quality: step.quality } : {}), ...(step.unit === undefined ? {} : { unit: step.unit }),
  };
}

function need(step: CaseStep, name: "by" | "cause" | "rule" | "tag" | "event" | "key" | "visit" | "child" | "outcome"): string {
  const value = step[name];
  if (value === undefined) throw new Error(`"${step.do}" needs "${name}"`);
  return value;
}

import type { Evidence, FieldAccessMap } from "../../model/flow.ts";
import type { JsonObject } from "../../model/json.ts";
import { judge } from "./entering.testkit.ts";
import { accessTo, isEmpty, signedFields } from "./facts.testkit.ts";
import { goBack, offeredTargets } from "./goingBack.testkit.ts";
import { refuseIf, type Run } from "./run.testkit.ts";
import { isHuman } from "./shape.testkit.ts";
import type { Task, TaskRule } from "./tasks.testkit.ts";
import type { Command, Vote } from "./types.testkit.ts";
import { lifeRegion } from "./visits.testkit.ts";

interface Settings {
  readonly fields: FieldAccessMap;
  readonly evidence?: Evidence;
  readonly signs?: readonly string[];
}

function settingsOf(task: Task): Settings {
  return isHuman(task.node) ? (task.node as unknown as Settings) : { fields: {} };
}

const agree: TaskRule = {
  form: (run, task, command) => {
    refuseForbidden(task, command);
    refuseUnfilled(run, task, command);
    refuseWithoutEvidence(task, command, "approve");
  },
  effect: (run, task, command) => vote(run, task, command, "approved"),
};

/** What is filled in is submitted, what is decided is approved. */
export const approve: TaskRule = {
  ...agree,
  own: (_run, task) => refuseIf(task.node.kind !== "approval", "NOT_ALLOWED"),
};

export const submit: TaskRule = {
  ...agree,
  own: (_run, task) => refuseIf(task.node.kind === "approval", "NOT_ALLOWED"),
};

export const reject: TaskRule = {
  own: (_run, task) => refuseIf(task.node.kind !== "approval", "NOT_ALLOWED"),
  form: (_run, task, command) => {
    refuseForbidden(task, command);
    refuseWithoutEvidence(task, command, "reject");
  },
  effect: (run, task, command) => vote(run, task, command, "rejected"),
};

export const returning: TaskRule = {
  own: refuseReturn,
  form: (_run, task, command) => {
    refuseForbidden(task, command);
    refuseIf(settingsOf(task).evidence?.comment?.includes("return") === true && isEmpty(command.comment), "EVIDENCE_MISSING");
  },
  effect: (run, task, command) => {
    Object.assign(run.state.answers, command.data ?? {});
    goBack(run, { to: command.to as string, command: "return", reason: "returned", back: wantsBack(task, command) });
  },
};

function refuseReturn(run: Run, task: Task, command: Command): void {
  const returns = task.node.kind === "fill" || task.node.kind === "approval" ? task.node.returns : undefined;
  refuseIf(returns?.allow === false || task.node.kind === "start" || task.visit.region === lifeRegion, "RETURN_NOT_ALLOWED");
  refuseIf(command.to === undefined || !offeredTargets(run, task.visit).includes(command.to), "RETURN_TARGET");
  refuseIf(task.visit.fixed === "rejected", "OUTCOME_FIXED");
  const count = run.state.repairs.filter((repair) => repair.command === "return").length;
  refuseIf(count >= (run.def.settings.maxReturns ?? 50), "RETURN_LIMIT");
}

function wantsBack(task: Task, command: Command): boolean {
  const returns = task.node.kind === "fill" || task.node.kind === "approval" ? task.node.returns : undefined;
  const afterRepair = returns?.afterRepair ?? "rewalk";
  return afterRepair === "choose" ? command.back === true : afterRepair === "backToReturner";
}

function refuseForbidden(task: Task, command: Command): void {
  const { fields } = settingsOf(task);
  const mayWrite = (field: string): boolean => ["edit", "require"].includes(accessTo(fields, field));
  refuseIf(!Object.keys(command.data ?? {}).every(mayWrite), "FIELD_FORBIDDEN");
}

function refuseUnfilled(run: Run, task: Task, command: Command): void {
  const { fields } = settingsOf(task);
  const answers = { ...run.state.answers, ...command.data };
  const required = Object.keys({ ...answers, ...fields }).filter((field) => field !== "*" && accessTo(fields, field) === "require");
  refuseIf(required.some((field) => isEmpty(answers[field])), "FIELD_REQUIRED_HERE");
}

function refuseWithoutEvidence(task: Task, command: Command, decision: "approve" | "reject"): void {
  const { comment, signature, password, photo } = settingsOf(task).evidence ?? {};
  const missing = (signature === true && command.signature !== true) || (password === true && command.password !== true) || (photo === true && command.photo !== true)
    || (comment?.includes(decision) === true && isEmpty(command.comment));
  refuseIf(missing, "EVIDENCE_MISSING");
}

function vote(run: Run, task: Task, command: Command, own: Vote): void {
  const { seat, visit } = task;
  Object.assign(run.state.answers, command.data ?? {});
  Object.assign(seat, { own, castBy: command.by, castAt: run.state.seq });
  if (command.signature === true) seat.signed = signedValues(run, task);
  visit.touched = true;
  judge(run, visit, command.by);
}

function signedValues(run: Run, task: Task): JsonObject {
  const { answers } = run.state;
  return Object.fromEntries(signedFields(settingsOf(task), answers).map((field) => [field, answers[field] ?? null]));
}

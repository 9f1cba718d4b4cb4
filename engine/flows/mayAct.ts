import type { FlowDefinition } from "../model/flow.ts";
import { issue, type Issue } from "../issues/issue.ts";
import { askOf } from "./commands/askOf.ts";
import { type Ask, type CommandKind, taskOf } from "./commands/ask.ts";
import { decisionFacts } from "./commands/decide.ts";
import { eventChecks } from "./commands/event.ts";
import { gate } from "./commands/gate.ts";
import { judgeChecks } from "./commands/judgeForm.ts";
import { commandKinds, commandOf } from "./commands/registry.ts";
import { returnTargets } from "./commands/returnBack.ts";
import { isPlan, planOf } from "./plan/plan.ts";
import { describeTarget } from "./run/targets.ts";
import type { View } from "./run/view.ts";
import { actsFor } from "./seats/deputies.ts";
import { everySeat } from "./seats/seatTree.ts";
import { isMoot } from "./seats/turns.ts";
import type { EventPermission, FlowCommand, FlowEnv, FlowInstance, MayAct, Permission, Seat, Visit } from "./types.ts";
import { effectiveVote, hasSpoken } from "./votes/effectiveVote.ts";

/**
 * What this person may do now and why not, from the same checks a command
 * goes through. `admin`: the caller knows that the person holds
 * `instance.admin`; those of `settings.admin` are found by themselves.
 */
export function mayAct(def: FlowDefinition, instance: FlowInstance, personId: string, env: FlowEnv, admin = false): MayAct {
  const plan = planOf(def);
  if (!isPlan(plan)) return { commands: {}, tasks: {}, events: [] };
  const view: View = { plan, instance, env, answers: env.answers };
  const asker = new Asker(view, personId, admin);
  const instanceCommands = commandKinds.filter((kind) => kind.on === "instance" && kind.name !== "event");
  const tasks = instance.visits.flatMap((visit) => everySeat(visit.seats).filter((seat) => asker.concerns(visit, seat)).map((seat) => `${instance.id}:${visit.id}:${seat.id}`));
  return {
    commands: Object.fromEntries(instanceCommands.map((kind) => [kind.name, asker.permission(kind)])),
    tasks: Object.fromEntries(tasks.map((id) => [id, asker.task(id)])),
    events: asker.events(),
  };
}

class Asker {
  /** By the caller's word or the flow's settings: found once, asked for every seat. */
  private readonly isAdmin: boolean;

  constructor(private readonly view: View, private readonly by: string, private readonly admin: boolean) {
    this.isAdmin = askOf(view, commandOf("comment") as CommandKind, this.input("comment"), true).admin;
  }

  /** Undecided seats of his own, of somebody he stands in for, or out with him for advice, and what he has decided himself; an administrator's are all undecided ones. */
  concerns(visit: Visit, seat: Seat): boolean {
    if (hasSpoken(seat)) return seat.by === this.by && !visit.dead;
    if (visit.state === "closed" || effectiveVote(seat) !== undefined || isMoot(visit.seats, seat.id)) return false;
    return this.isAdmin || seat.delegatee === this.by || seat.added?.by === this.by || actsFor(this.view, visit, seat, this.by);
  }

  permission(kind: CommandKind, task?: string): Permission {
    const ask = askOf(this.view, kind, this.input(kind.name, task), true);
    const found = permissionOf(gate(kind, ask));
    const ways = found.allowed ? waysBack(ask) : undefined;
    return ways === undefined ? found : { ...found, targets: ways.map((to) => describeTarget(this.view, to)) };
  }

  task(id: string): MayAct["tasks"][string] {
    const ask = askOf(this.view, commandOf("approve") as CommandKind, this.input("approve", id), true);
    const { step, visit } = taskOf(ask);
    const kinds = commandKinds.filter((kind) => kind.on === "task" && (visit.state !== "closed" || kind.onDone));
    return {
      commands: Object.fromEntries(kinds.map((kind) => [kind.name, this.permission(kind, id)])),
      checks: visit.state === "closed" ? [] : judgeChecks(this.view, step.checks, this.view.answers, () => decisionFacts(ask)), // nothing is left to decide there
    };
  }

  events(): EventPermission[] {
    const { life } = this.view.plan.def;
    if (!life || !this.view.instance.life || this.view.instance.status === "ended") return [];
    return life.events.filter((event) => Array.isArray(event.by) && event.from.includes(this.view.instance.life?.state ?? "")).map((event) => {
      const kind = commandOf("event") as CommandKind;
      const ask = askOf(this.view, kind, { ...this.input("event"), event: event.id }, true);
      const checks = eventChecks(ask, event);
      return { id: event.id, title: event.title, ...permissionOf(gate(kind, ask)), ...(checks.length > 0 ? { checks } : {}) };
    });
  }

  private input(command: FlowCommand, task?: string) {
    return { type: "command" as const, command, by: this.by, ...(task === undefined ? {} : { task }), ...(this.admin ? { admin: true } : {}) };
  }
}

/** Where a command that goes back may lead: a return to each legal target, a decision that closed its step to that step. */
function waysBack(ask: Ask): readonly string[] | undefined {
  if (ask.input.command === "return") return returnTargets(ask);
  if (ask.input.command !== "takeBack") return undefined;
  const { visit } = taskOf(ask);
  return visit.state === "closed" ? [visit.node] : undefined;
}

function permissionOf(issues: readonly Issue[]): Permission {
  const [first, ...more] = issues.filter((one) => one.severity === "error");
  if (!first) return { allowed: true };
  const checks = [first, ...more].flatMap((one) => (typeof one.params["check"] === "string" ? [one.params["check"]] : []));
  const { code, params } = first.code === "LIFE_REFUSED" ? issue("LIFE_REFUSED", "", { ...first.params, checks }) : first;
  return { allowed: false, code, params };
}

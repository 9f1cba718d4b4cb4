import type { FlowDefinition, FlowNode } from "../model/flow.ts";
import { judgeOf } from "./conditions.ts";
import { own } from "../model/json.ts";
import type { Block, Item, Sequence } from "./plan/block.ts";
import { isPlan, planOf, type FlowPlan, nodeOf } from "./plan/plan.ts";
import type { Judge } from "./machine/stepMachine.ts";
import { seatsInTurn } from "./run/seating.ts";
import { nameOf, type View } from "./run/view.ts";
import { activePeople, seekerOf } from "./seats/resolveCandidates.ts";
import { adminsOf, isPersonNode, resolveSeats } from "./seats/resolveSeats.ts";
import type { FlowEnv, FlowInstance, ForecastStep, Visit } from "./types.ts";

/**
 * The remaining path with names, for an instance or an unsent form (`null`;
 * its initiator is `env.ctx.initiator`). Every branch that is still possible
 * is shown; what hangs on a condition not known yet is not `certain`.
 */
export function forecast(def: FlowDefinition, instance: FlowInstance | null, env: FlowEnv): readonly ForecastStep[] {
  const plan = planOf(def);
  if (!isPlan(plan) || instance?.status === "ended" || instance?.life) return [];
  const view: View = { plan, env, answers: env.answers, instance: instance ?? unsent(plan, env) };
  return new Forecast(view).sequence(plan.tree, instance === null, true).steps;
}

interface Ahead {
  readonly steps: ForecastStep[];
  readonly begun: boolean; // the token stands in here or has passed
  readonly ends: boolean; // the flow surely ends in here
}

class Forecast {
  private readonly judge: Judge;
  constructor(private readonly view: View) {
    this.judge = judgeOf(view);
  }

  /** What is still to come of a sequence; `ahead`: the token has yet to enter it. */
  sequence(sequence: Sequence, ahead: boolean, certain: boolean): Ahead {
    const steps: ForecastStep[] = [];
    let coming = ahead;
    let sure = certain;
    for (const item of sequence.items) {
      const found = this.item(item, coming, sure);
      steps.push(...found.steps);
      coming ||= found.begun;
      sure &&= !this.isOpenQuestion(item, coming);
      if (found.ends) return { steps, begun: coming && !ahead, ends: true };
    }
    return { steps, begun: coming && !ahead, ends: coming && sequence.stop.kind === "end" };
  }

  private item(item: Item, ahead: boolean, certain: boolean): Ahead {
    if (item.type === "block") return this.block(item, ahead, certain);
    const visit = this.openVisit(item.id);
    if (visit) return { steps: [this.present(visit)], begun: true, ends: false };
    return { steps: ahead ? this.coming(nodeOf(this.view.plan, item.id), certain) : [], begun: false, ends: false };
  }

  private block(block: Block, ahead: boolean, certain: boolean): Ahead {
    const waiting = this.openVisit(block.split);
    if (waiting) return { steps: block.branches.flatMap((one) => this.sequence(one.sequence, true, false).steps), begun: true, ends: false };
    if (!ahead) return this.within(block, certain);
    const taken = this.branchesAhead(block);
    return { steps: taken.flatMap(({ branch, sure }) => this.sequence(branch.sequence, true, certain && sure).steps), begun: false, ends: block.kind === "exclusive" && taken.every(({ branch }) => branch.sequence.stop.kind === "end") };
  }

  /** A block the token may stand in. A branch that has arrived has nothing left. */
  private within(block: Block, certain: boolean): Ahead {
    const arrived = own(this.view.instance.tokens.arrived, block.split) as { readonly [branch: string]: string } | undefined;
    const parts = block.branches.filter((one) => own(arrived ?? {}, one.name) === undefined).map((one) => this.sequence(one.sequence, false, certain));
    return { steps: parts.flatMap((one) => one.steps), begun: arrived !== undefined || parts.some((one) => one.begun), ends: block.kind === "exclusive" && parts.some((one) => one.begun && one.ends) };
  }

  private branchesAhead(block: Block): { branch: Block["branches"][number]; sure: boolean }[] {
    if (block.kind === "parallel") return block.branches.map((branch) => ({ branch, sure: true }));
    const judged = block.branches.filter((one) => !one.edge.default).map((branch) => ({ branch, truth: this.judge(branch.edge.id) }));
    const open = judged.some((one) => one.truth === "unknown");
    const first = judged.findIndex((one) => one.truth === true);
    const hits = block.kind === "exclusive" ? judged.filter((one, i) => one.truth !== false && (first < 0 || i <= first)) : judged.filter((one) => one.truth !== false);
    const chosen = hits.map(({ branch, truth }) => ({ branch, sure: truth === true && (block.kind === "inclusive" || !open) }));
    const fallback = hits.some((one) => one.truth === true) ? [] : block.branches.filter((one) => one.edge.default).map((branch) => ({ branch, sure: !open }));
    return [...chosen, ...fallback];
  }

  /** After an exclusive that may end the flow nothing is certain while its condition is open. */
  private isOpenQuestion(item: Item, ahead: boolean): boolean {
    return ahead && item.type === "block" && item.kind === "exclusive" && item.branches.some((one) => one.sequence.stop.kind === "end") && this.branchesAhead(item).some((one) => !one.sure);
  }

  private openVisit(node: string): Visit | undefined {
    return this.view.instance.visits.find((one) => one.node === node && one.state !== "closed");
  }

  private present(visit: Visit): ForecastStep {
    const node = nodeOf(this.view.plan, visit.node);
    const turn = seatsInTurn(this.view, visit);
    const people = (turn.length > 0 ? turn : visit.seats).flatMap((seat) => seat.holders);
    return { ...this.step(node, people, true), now: true, ...(visit.dueAt === undefined ? {} : { dueAt: visit.dueAt }) };
  }

  private coming(node: FlowNode, certain: boolean): ForecastStep[] {
    const seeker = seekerOf(this.view);
    if (node.kind === "start") return [this.step(node, [this.view.instance.initiator], certain)];
    if (node.kind === "notify") return [this.step(node, activePeople(seeker, node.candidates), certain)];
    if (!isPersonNode(node)) return [];
    const seats = resolveSeats(seeker, node).map((seat) => seat.person);
    const fallback = node.onNobody === "toAdmin" ? adminsOf(seeker, this.view.plan.def.settings.admin).slice(0, 1) : [];
    return [this.step(node, seats.length > 0 ? seats : fallback, certain)];
  }

  private step(node: FlowNode, people: readonly string[], certain: boolean): ForecastStep {
    return { node: { id: node.id, title: node.title, kind: node.kind }, people: [...new Set(people)].map((id) => ({ id, name: nameOf(this.view, id) })), certain, now: false };
  }
}

function unsent(plan: FlowPlan, env: FlowEnv): FlowInstance {
  return {
    id: "", definitionHash: plan.hash, submissionId: "", number: "", initiator: env.ctx.initiator?.id ?? "", orgId: env.orgId, startedAt: env.now,
    status: "running", seq: 0, generation: 0, causes: [], tokens: { value: plan.start, arrived: {}, chosen: {} },
    visits: [], trails: {}, repairs: [], timers: [], actsDone: [], participants: [],
  };
}

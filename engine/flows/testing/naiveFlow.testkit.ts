import type { ApprovalNode, FlowDefinition, FlowEdge, FlowNode, OnReject } from "../../model/flow.ts";
import type { JsonValue } from "../../model/json.ts";
import type { Decision } from "../types.ts";
import { naiveVerdict } from "./naiveVotes.testkit.ts";

/**
 * A second, naive reading of flows.md: tokens as a tree of frames, no state
 * machine, votes by trying all completions. It knows start, fill, approval,
 * act (setField), all splits and joins, approve, reject, submit, return and
 * withdraw; no timers, carrying or suspension.
 */
export class NaiveFlow {
  outcome: string | undefined;
  generation = 0;
  answers: { [xid: string]: JsonValue };
  private readonly root: Frame = new Frame();
  private readonly counts = new Map<string, number>();
  private queue: { visit: NaiveVisit; passed: boolean }[] = [];
  private pending: { frame: Frame; node: string }[] = [];

  constructor(private readonly def: FlowDefinition, private readonly known: ReadonlySet<string>, answers: { readonly [xid: string]: JsonValue }) {
    this.answers = { ...answers };
    this.settle(() => this.go(this.root, def.nodes.find((node) => node.kind === "start")?.id ?? ""));
  }

  open(): NaiveVisit[] {
    return this.outcome === undefined ? this.root.visits() : [];
  }

  /** One vote; a fill step passes with its first. */
  decide(visit: NaiveVisit, person: string, decision: Decision): void {
    this.settle(() => {
      visit.votes.set(person, decision);
      this.judge(visit);
    });
  }

  /** Human nodes walked before the visit in its own frame and in those around it. */
  targets(visit: NaiveVisit): string[] {
    return visit.frame.chain().flatMap((frame) => frame.walked.filter((one) => one !== visit && this.isHuman(one.node)).map((one) => one.node));
  }

  back(from: Frame, to: string): void {
    this.settle(() => this.moveBack(from, to));
  }

  withdraw(): void {
    this.back(this.root, this.def.nodes.find((node) => node.kind === "start")?.id ?? "");
  }

  private settle(act: () => void): void {
    act();
    this.enterPending();
    for (let item = this.queue.shift(); item; item = this.queue.shift()) {
      if (item.visit.frame.place !== item.visit || item.visit.frame.dead || this.outcome !== undefined) continue;
      this.leave(item.visit, item.passed);
      this.enterPending();
    }
  }

  private leave(visit: NaiveVisit, passed: boolean): void {
    const node = this.node(visit.node);
    if (node.kind === "act" && node.act.do === "setField") this.answers[node.act.field] = node.act.value;
    if (passed) return this.go(visit.frame, this.out(visit.node)[0]?.to ?? "");
    this.fail(visit.frame, node.kind === "approval" ? node.onReject : { do: "end" }, () => this.out(visit.node)[0]?.to ?? "");
  }

  private fail(frame: Frame, how: OnReject, next: () => string): void {
    if (how.do === "continue") return this.go(frame, next());
    if (how.do === "branch" && frame.parent) return this.arrive(frame, "failed");
    if (how.do === "return") {
      const walked = frame.chain().flatMap((one) => one.walked).filter((one) => one !== frame.place).map((one) => one.node);
      return this.moveBack(frame, walked.includes(how.to) ? how.to : (this.def.nodes.find((node) => node.kind === "start")?.id ?? ""));
    }
    this.finish("rejected");
  }

  private moveBack(from: Frame, to: string): void {
    this.generation++;
    const frame = from.chain().reverse().find((one) => one.walked.some((visit) => visit.node === to)) as Frame;
    frame.walked = frame.walked.slice(0, frame.walked.findIndex((visit) => visit.node === to));
    frame.leavePlace();
    this.go(frame, to);
  }

  /** Moves a token along structure until it stands somewhere. */
  private go(frame: Frame, to: string): void {
    const node = this.node(to);
    frame.leavePlace();
    if (node.kind === "end") return this.finish(node.outcome);
    if (node.kind === "join") return this.node(node.of).kind === "exclusive" ? this.go(frame, this.out(to)[0]?.to ?? "") : this.arrive(frame, "ok");
    if (node.kind === "exclusive") return this.go(frame, (this.out(to).find((edge) => this.holds(edge)) ?? this.fallback(to)).to);
    if (node.kind === "parallel" || node.kind === "inclusive") return this.fork(frame, node);
    this.pending.push({ frame, node: to });
  }

  private fork(frame: Frame, node: FlowNode): void {
    const edges = this.out(node.id);
    const true_ = edges.filter((edge) => this.holds(edge));
    const chosen = node.kind === "parallel" ? edges : true_.length > 0 ? true_ : [this.fallback(node.id)];
    const block: NaiveBlock = { split: node.id, frames: chosen.map(() => new Frame(frame)), building: true };
    frame.place = block;
    chosen.forEach((edge, i) => this.go(block.frames[i] as Frame, edge.to));
    block.building = false;
    this.testJoin(frame, block);
  }

  private arrive(frame: Frame, how: "ok" | "failed"): void {
    frame.leavePlace();
    frame.place = how;
    const parent = frame.parent as Frame;
    const block = parent.place as NaiveBlock;
    if (!block.building) this.testJoin(parent, block);
  }

  private testJoin(frame: Frame, block: NaiveBlock): void {
    const join = this.def.nodes.find((node) => node.kind === "join" && node.of === block.split);
    if (join?.kind !== "join") throw new Error("no join");
    const many = block.frames.length;
    const need = join.mode === "all" ? many : join.mode === "any" ? 1 : Math.min(join.mode.n, many);
    const ok = block.frames.filter((one) => one.place === "ok").length;
    const failed = block.frames.filter((one) => one.place === "failed").length;
    if (ok >= need) return this.go(frame, this.out(join.id)[0]?.to ?? "");
    if (many - failed < need) this.fail(frame, join.onFail ?? { do: "end" }, () => this.out(join.id)[0]?.to ?? "");
  }

  private enterPending(): void {
    const entries = this.pending.filter(({ frame }) => !frame.dead && this.outcome === undefined);
    this.pending = [];
    for (const { frame, node } of entries) this.enter(frame, node);
  }

  private enter(frame: Frame, id: string): void {
    const k = (this.counts.get(id) ?? 0) + 1;
    this.counts.set(id, k);
    const visit = new NaiveVisit(frame, id, k);
    frame.place = visit;
    frame.walked.push(visit);
    const node = this.node(id);
    if (node.kind === "act" || node.kind === "notify") return void this.queue.push({ visit, passed: true });
    visit.people = node.kind === "start" ? ["me"] : "candidates" in node ? node.candidates.flatMap((one) => (one.kind === "person" && this.known.has(one.person) ? [one.person] : [])) : [];
    if (visit.people.length > 0 || !("onNobody" in node) || node.onNobody === "block") return;
    if (node.onNobody === "toAdmin") visit.people = ["admin"];
    else this.queue.push({ visit, passed: false });
  }

  private judge(visit: NaiveVisit): void {
    const node = this.node(visit.node);
    const approval = node.kind === "approval" ? node : undefined;
    const verdict = visit.fixed ?? this.verdict(visit, approval);
    if (verdict === "open") return;
    visit.fixed = verdict;
    if (approval?.completion !== "collectAll" || visit.votes.size === visit.people.length) this.queue.push({ visit, passed: verdict === "passed" });
  }

  private verdict(visit: NaiveVisit, node: ApprovalNode | undefined): "passed" | "rejected" | "open" {
    const votes = visit.people.map((person) => visit.votes.get(person));
    return naiveVerdict({ rule: node ?? { mode: "firstDecision" }, veto: [], weights: [] }, votes);
  }

  private finish(outcome: string): void {
    this.outcome ??= outcome;
  }

  private holds(edge: FlowEdge): boolean {
    const when = edge.when as { "=="?: readonly [{ var: string }, string] } | undefined;
    return when?.["=="] !== undefined && this.answers[when["=="][0].var] === when["=="][1];
  }

  private fallback(split: string): FlowEdge {
    return this.out(split).find((edge) => edge.default) as FlowEdge;
  }

  private out(id: string): FlowEdge[] {
    return this.def.edges.filter((edge) => edge.from === id).sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
  }

  private node(id: string): FlowNode {
    return this.def.nodes.find((node) => node.id === id) as FlowNode;
  }

  private isHuman(id: string): boolean {
    return ["start", "fill", "approval"].includes(this.node(id).kind);
  }
}

interface NaiveBlock { readonly split: string; readonly frames: Frame[]; building: boolean }

/** One token: where it stands and what it has walked. A block makes a frame for each of its branches. */
class Frame {
  place: NaiveVisit | NaiveBlock | "ok" | "failed" | undefined;
  walked: NaiveVisit[] = [];
  dead = false;
  constructor(readonly parent?: Frame) {}

  chain(): Frame[] {
    return [...(this.parent?.chain() ?? []), this];
  }

  visits(): NaiveVisit[] {
    if (this.place instanceof NaiveVisit) return [this.place];
    return typeof this.place === "object" ? this.place.frames.flatMap((one) => one.visits()) : [];
  }

  leavePlace(): void {
    if (typeof this.place === "object" && !(this.place instanceof NaiveVisit)) for (const frame of this.place.frames) frame.kill();
    this.place = undefined;
  }

  private kill(): void {
    this.dead = true;
    this.leavePlace();
  }
}

export class NaiveVisit {
  people: string[] = [];
  readonly votes = new Map<string, Decision>();
  fixed: "passed" | "rejected" | undefined;
  constructor(readonly frame: Frame, readonly node: string, readonly k: number) {}
}

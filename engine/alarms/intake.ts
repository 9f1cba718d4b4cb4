import { isReport } from "../rules/measurement.ts";
import { sampleFlags, type Sample } from "../rules/sample.ts";
import type { EngineParts } from "./engineParts.ts";
import { deviceRuleId } from "./health/kinds.ts";
import { faultPlan, faultsOf } from "./health/samplePlans.ts";
import type { StepLog } from "./life/stepLog.ts";
import type { Arrived } from "./process/conditionProcess.ts";
import type { LiveProcess } from "./processSet.ts";
import { factsOfFault } from "./ruleFacts.ts";
import type { TagLog } from "./tagLog.ts";

/** A sample of one tag, as `normaliseReading` makes it. */
export interface TagSample {
  readonly tagId: string;
  readonly sample: Sample;
}

/** What became of each sample of a batch, in its order. `conflict` is new too: a second value for one instant. */
export type SampleFate = "new" | "conflict" | "duplicate" | "late" | "unknownTag";

/** Takes the samples of one batch into the logs of their tags, and gathers what each process has to judge. */
export class Intake {
  readonly touched = new Map<LiveProcess, Arrived[]>();
  readonly heard = new Set<TagLog>();

  constructor(
    private readonly engine: EngineParts,
    private readonly now: number,
    private readonly log: StepLog,
  ) {}

  take({ tagId, sample }: TagSample): SampleFate {
    const { engine, now, log } = this;
    const tagLog = engine.logs.get(tagId);
    if (!tagLog) return "unknownTag";
    tagLog.lastHeard = Math.max(tagLog.lastHeard, now);
    if (isReport(tagLog.tag)) return this.takeReport(tagLog, sample);
    const arrival = tagLog.take(sample, engine.lateMs, now, engine.links.neighbours);
    if (tagLog.clockStands) this.tellClock(tagLog, sample);
    if (!("sample" in arrival)) {
      if (arrival.is === "late") log.late += 1;
      else log.duplicates += 1;
      return arrival.is;
    }
    this.heard.add(tagLog);
    this.pass(tagLog, arrival.sample, undefined);
    for (const { sample: other, was } of arrival.changed) this.pass(tagLog, other, was);
    for (const { log: neighbour, sample: other, was } of engine.links.changedBy(tagId, sample.ts)) this.pass(neighbour, other, was);
    return arrival.is;
  }

  /** Hands a judged sample to all that read the tag; with `was`, in place of an earlier verdict on it. */
  private pass(tagLog: TagLog, sample: Sample, was: Sample | undefined): void {
    this.openFaults(tagLog, sample, was);
    for (const { live, input } of this.engine.processes.readersOf(tagLog.tag.id)) this.touch(live, was === undefined ? [input, sample] : [input, sample, was]);
  }

  /** A clock that stands still brings no new instant: its fault is told at the time that must have passed. */
  private tellClock(tagLog: TagLog, { v, rx }: Sample): void {
    const sample: Sample = { ts: Math.floor(tagLog.bound(0, this.now)), v, q: 0, rx, flags: sampleFlags.clock };
    this.openFaults(tagLog, sample, undefined);
    const live = this.engine.processes.get(deviceRuleId("clock"), tagLog.tag.id);
    if (live) this.touch(live, [0, sample]);
  }

  /** A report is taken from the platform's own store, once and however late: it is never a resend and never too old. */
  private takeReport(tagLog: TagLog, sample: Sample): SampleFate {
    if (!tagLog.latest || sample.ts >= tagLog.latest.ts) tagLog.latest = sample;
    for (const { live, input } of this.engine.processes.readersOf(tagLog.tag.id)) this.touch(live, [input, sample]);
    return "new";
  }

  /** A fault process begins with the first sample that shows the fault: sound sensors cost nothing. It knows what the tag's log still knows. */
  private openFaults(tagLog: TagLog, sample: Sample, was: Sample | undefined): void {
    const { engine } = this;
    for (const fault of faultsOf(sample)) {
      if (engine.processes.get(deviceRuleId(fault), tagLog.tag.id)) continue;
      const live = engine.addProcess(faultPlan(fault, tagLog.tag), factsOfFault(fault, tagLog.tag), "");
      live.process.floor = tagLog.bound(engine.lateMs, this.now);
      this.touched.set(live, tagLog.recent.filter((one) => (was !== undefined || one !== sample) && one.ts > live.process.floor).map((one) => [0, one]));
    }
  }

  private touch(live: LiveProcess, one: Arrived): void {
    const list = this.touched.get(live);
    if (list) list.push(one);
    else this.touched.set(live, [one]);
  }
}

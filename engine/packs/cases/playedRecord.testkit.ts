import type { FlowInstance, FlowStep, HistoryEntry } from "../../flows/index.ts";
import type { Answers } from "../../forms/formState.ts";
import type { FormDefinition } from "../../model/form.ts";
import type { FlowDefinition } from "../../model/flow.ts";
import type { Directory } from "../../model/org.ts";
import type { Pack } from "../../model/pack.ts";
import { scopeOf } from "../source/scope.ts";
import { doStep } from "./actions.ts";
import { CaseRun } from "./caseRun.ts";
import { compareThen } from "./compare.ts";
import { emptyTrace } from "./trace.ts";
import { directoryIn, instantOf } from "./world.ts";

/** A record as it stands at the end of a case of its pack, with all that was decided on the way. */
export interface PlayedRecord {
  readonly form: FormDefinition;
  readonly flow: FlowDefinition;
  readonly instance: FlowInstance;
  readonly answers: Answers;
  readonly history: readonly HistoryEntry[];
  readonly directory: Directory;
  readonly state: string;
  readonly now: number;
}

/** A case that keeps what it writes into the history, as the server stores it. */
class RecordedRun extends CaseRun {
  readonly history: HistoryEntry[] = [];

  override take(step: FlowStep): void {
    super.take(step);
    if (this.trace.issues.length === 0) this.history.push(...step.history);
  }
}

/** Plays a case of a pack to its end; throws where it does not go as written. `packs` are those it may require. */
export function playRecord(pack: Pack, caseId: string, packs: readonly Pack[]): PlayedRecord {
  const one = (pack.cases ?? []).find(({ id }) => id === caseId);
  if (!one) throw new Error(`no case ${caseId}`);
  const run = new RecordedRun({ ...scopeOf(pack, packs).whole, rules: pack.rules }, one);
  for (const step of one.when) {
    run.trace = emptyTrace();
    run.moveTo(instantOf(step.at, "at"));
    doStep(run, step);
    const [wrong] = compareThen(run, step);
    if (wrong !== undefined) throw new Error(`${caseId}: ${wrong}`);
  }
  return { form: run.needForm().def, flow: run.needFlow(), instance: run.needInstance(), answers: run.answers, history: run.history, directory: directoryIn(run.world), state: run.state(), now: run.clock.now };
}

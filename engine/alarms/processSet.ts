import type { ConditionProcess } from "./process/conditionProcess.ts";
import type { AlarmFacts } from "./life/facts.ts";
import { processId } from "./life/facts.ts";

/** A live process with what belongs to it. */
export interface LiveProcess {
  readonly id: string;
  facts: AlarmFacts;
  texts: string; // canonical text of what its judgement rests on
  readonly process: ConditionProcess;
  slot?: number | undefined; // of the timer wheel
}

/** Every live process, found by id, by tag, and by ladder and key. */
export class ProcessSet {
  readonly all = new Map<string, LiveProcess>();
  private readonly byTag = new Map<string, { readonly live: LiveProcess; readonly input: number }[]>();
  private readonly ladders = new Map<string, LiveProcess[]>();

  add(live: LiveProcess): void {
    this.all.set(live.id, live);
    live.process.plan.plans.forEach((plan, input) => push(this.byTag, plan.tag.id, { live, input }));
    const ladder = ladderKey(live.facts);
    if (ladder !== null) push(this.ladders, ladder, live);
  }

  remove(live: LiveProcess): void {
    this.all.delete(live.id);
    for (const [tag, readers] of this.byTag) this.byTag.set(tag, readers.filter((one) => one.live !== live));
    for (const [key, steps] of this.ladders) this.ladders.set(key, steps.filter((one) => one !== live));
  }

  /** Rebuilds the indexes after plans or facts changed. */
  reindex(): void {
    const present = [...this.all.values()];
    this.all.clear();
    this.byTag.clear();
    this.ladders.clear();
    present.forEach((live) => this.add(live));
  }

  get(ruleId: string, key: string): LiveProcess | undefined {
    return this.all.get(processId(ruleId, key));
  }

  /** Who reads a tag, and as which input. */
  readersOf(tagId: string): readonly { readonly live: LiveProcess; readonly input: number }[] {
    return this.byTag.get(tagId) ?? nobody;
  }

  /** The steps of the ladder this process stands on, itself included; highest first. */
  ladderOf(facts: AlarmFacts): readonly LiveProcess[] {
    const key = ladderKey(facts);
    const steps = key === null ? [] : (this.ladders.get(key) ?? []);
    return [...steps].sort((a, b) => (b.facts.ladder?.step ?? 0) - (a.facts.ladder?.step ?? 0));
  }

  higherSteps(facts: AlarmFacts): readonly AlarmFacts[] {
    const { ladder } = facts;
    if (!ladder) return [];
    return this.ladderOf(facts).map((one) => one.facts).filter((one) => (one.ladder?.step ?? 0) > ladder.step);
  }
}

const nobody: readonly never[] = [];

function ladderKey(facts: AlarmFacts): string | null {
  return facts.ladder ? `${facts.ladder.id}\n${facts.key}` : null;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

import type { FlowDefinition } from "../../model/flow.ts";
import type { I18nText } from "../../model/text.ts";
import { spreadOf } from "./spread.ts";
import { StepTally } from "./stepTally.ts";
import type { Bottleneck, FlowReport, FlowTrace, FlowVariant, Share, StepRef } from "./types.ts";

/** How much a report lists; counts are of all. */
export const reportLimits = { variants: 100, bottlenecks: 5 } as const;

/** A step as a revision names it. */
interface Named {
  readonly title: I18nText;
  readonly place: number; // in the drawing
  readonly revision: number;
}

/**
 * Adds up instances one at a time, in any order; keeps counts and times, never
 * the instances. Titles are those of the newest revision that has the step.
 */
export class FlowTally {
  readonly #steps = new Map<string, StepTally>();
  readonly #named = new Map<string, Named>();
  readonly #variants = new Map<string, number>();
  readonly #revisions = new Set<number>();
  readonly #times: number[] = [];
  readonly #late = { ended: { count: 0, of: 0 }, running: { count: 0, of: 0 } };
  #instances = 0;
  #ended = 0;

  /** Adds an instance that ran on this revision. */
  add(def: FlowDefinition, trace: FlowTrace): void {
    this.#learn(def);
    this.#instances += 1;
    if (trace.ended) this.#end(trace);
    this.#judge(trace);
    for (const visit of trace.visits) {
      const step = this.#steps.get(visit.node) ?? new StepTally(visit.kind);
      this.#steps.set(visit.node, step);
      step.add(visit);
    }
  }

  report(): FlowReport {
    const { ended, running } = this.#late;
    return {
      instances: this.#instances, ended: this.#ended, duration: spreadOf(this.#times), overdue: { ...ended }, overdueRunning: { ...running },
      variants: this.#listed(), variantCount: this.#variants.size,
      steps: [...this.#steps].sort(([a], [b]) => this.#place(a) - this.#place(b) || (a < b ? -1 : 1)).map(([node, step]) => step.figures(this.#ref(node))),
      bottlenecks: this.#bottlenecks(),
    };
  }

  #learn(def: FlowDefinition): void {
    if (this.#revisions.has(def.revision)) return;
    this.#revisions.add(def.revision);
    const tasks = def.life?.states.flatMap((state) => state.tasks ?? []) ?? [];
    [...def.nodes, ...tasks.map((task) => ({ id: `life.${task.id}`, title: task.title }))].forEach(({ id, title }, place) => {
      if ((this.#named.get(id)?.revision ?? -1) < def.revision) this.#named.set(id, { title, place, revision: def.revision });
    });
  }

  /** The path of an instance still running is no variant yet. */
  #end(trace: FlowTrace): void {
    this.#ended += 1;
    if (trace.ms !== undefined) this.#times.push(trace.ms);
    const key = JSON.stringify(trace.path);
    this.#variants.set(key, (this.#variants.get(key) ?? 0) + 1);
  }

  #judge({ ended, visits }: FlowTrace): void {
    if (!visits.some((visit) => visit.due)) return;
    const share: { -readonly [K in keyof Share]: Share[K] } = ended ? this.#late.ended : this.#late.running;
    share.of += 1;
    if (visits.some((visit) => visit.due && visit.late)) share.count += 1;
  }

  #listed(): FlowVariant[] {
    const sorted = [...this.#variants].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, reportLimits.variants);
    return sorted.map(([key, count]) => ({ steps: (JSON.parse(key) as string[]).map((node) => this.#ref(node)), count, share: count / this.#ended }));
  }

  #bottlenecks(): Bottleneck[] {
    const all = [...this.#steps.values()].reduce((sum, step) => sum + step.totalMs, 0);
    const longest = [...this.#steps].filter(([, step]) => step.totalMs > 0).sort(([a, one], [b, other]) => other.totalMs - one.totalMs || (a < b ? -1 : 1));
    return longest.slice(0, reportLimits.bottlenecks).map(([node, { totalMs }]) => ({ ...this.#ref(node), totalMs, share: totalMs / all }));
  }

  #ref(node: string): StepRef {
    const { zh, en } = this.#named.get(node)?.title ?? { zh: node, en: node };
    return { node, title: { zh, en } };
  }

  /** Steps of the newest revision as it draws them; those only older ones had come behind. */
  #place(node: string): number {
    const named = this.#named.get(node);
    const newest = Math.max(...this.#revisions);
    return named === undefined ? Infinity : named.place + (newest - named.revision) * 10_000;
  }
}

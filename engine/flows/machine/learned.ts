import type { Truth } from "./guards.ts";
import type { Judge, MachineStep } from "./stepMachine.ts";

/**
 * Steps the machine has already made, kept per machine. A step depends on the
 * tokens, the event and what the judge answers, in the order it is asked; so a
 * known step is found by asking again along the same questions (the judge of
 * an event says the same of an edge each time). The machine
 * itself stays the only one who decides: nothing is in here that it did not say.
 */
export class LearnedSteps {
  private readonly roots = new Map<string, Learned>();
  private size = 0;

  constructor(private readonly most = 500) {}

  /** The step for this key: a known one, else `make` is asked with a judge that listens. */
  step(key: string, judge: Judge, make: (judge: Judge) => MachineStep): MachineStep {
    let at = this.roots.get(key);
    while (at && "edge" in at) at = at.next.get(judge(at.edge));
    return at ? at.step : this.learn(key, judge, make);
  }

  private learn(key: string, judge: Judge, make: (judge: Judge) => MachineStep): MachineStep {
    const answers = new Map<string, Truth>(); // in the order the machine asks
    const step = make((edge) => {
      const truth = answers.get(edge) ?? judge(edge);
      answers.set(edge, truth);
      return truth;
    });
    if (this.size >= this.most) this.forget();
    this.size += 1;
    this.keep(key, answers, deepFrozen(step));
    return step;
  }

  private keep(key: string, answers: ReadonlyMap<string, Truth>, step: MachineStep): void {
    let put = (learned: Learned): unknown => this.roots.set(key, learned);
    let at = this.roots.get(key);
    for (const [edge, truth] of answers) {
      const question: Question = at && "edge" in at ? at : { edge, next: new Map() };
      if (question !== at) put(question);
      put = (learned) => question.next.set(truth, learned);
      at = question.next.get(truth);
    }
    put({ step });
  }

  private forget(): void {
    this.roots.clear();
    this.size = 0;
  }
}

interface Question { readonly edge: string; readonly next: Map<Truth, Learned> }
type Learned = Question | { readonly step: MachineStep };

/** Known steps are given out again and again: nobody may change one. */
function deepFrozen<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const inner of Object.values(value)) deepFrozen(inner);
  return Object.freeze(value);
}

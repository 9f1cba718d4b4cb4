import { createMachine, transition, type AnyStateMachine } from "xstate";
import type { Life } from "../../model/flow.ts";

/** The compiled life after approval: one flat machine, events named by the definition. */
export interface LifeMachine {
  readonly machine: AnyStateMachine;
}

/** Compiles `life` into a machine of its own; ids carry an underscore prefix so that none is special to XState. */
export function compileLife(life: Life): LifeMachine {
  const states = Object.fromEntries(life.states.map((state) => [
    `_${state.id}`,
    state.final
      ? { type: "final" }
      : { on: Object.fromEntries(life.events.filter((event) => event.from.includes(state.id)).map((event) => [`event._${event.id}`, { target: `_${event.to}`, reenter: true }])) },
  ]));
  return { machine: createMachine({ id: "_life", initial: `_${life.initial}`, states, options: { maxIterations: 10 } } as never) };
}

/** The state after an event, or undefined when this state does not take it. */
export function lifeAfter(machine: LifeMachine, state: string, event: string): string | undefined {
  const from = machine.machine.resolveState({ value: `_${state}`, context: {} });
  if (!from.can({ type: `event._${event}` })) return undefined;
  const [next] = transition(machine.machine, from, { type: `event._${event}` });
  return String(next.value).slice(1);
}

import type { Issue } from "../../issues/issue.ts";
import type { Life, LifeTimer } from "../../model/flow.ts";
import { lifeIssue } from "./flowCheck.ts";
import { componentsOf, cycleIn } from "./scc.ts";

/**
 * No circle of states in which each timer may go off the moment its state is
 * entered: it would turn for ever without anybody and without time passing.
 */
export function checkTimerCircle(life: Life): readonly Issue[] {
  const arrows = new Map(life.states.map((state) => [state.id, nextAtOnce(life, state.id)]));
  return componentsOf(arrows.keys(), arrows).flatMap((part) => {
    const circle = cycleIn(part, arrows);
    if (!circle) return [];
    const way = circle.join(" → ");
    return [lifeIssue("/life/states", circle[0] ?? "", `定时器会让状态不停打转（${way}）`, `timers alone would turn in a circle without end (${way})`)];
  });
}

function nextAtOnce(life: Life, state: string): readonly string[] {
  const timers = life.states.flatMap((declared) => (declared.timers ?? []).filter((timer) => timer.whileIn.includes(state) && mayRingAtOnce(timer, declared.id === state)));
  return timers.flatMap((timer) => life.events.filter((event) => event.id === timer.fires && event.from.includes(state) && event.to !== state).map((event) => event.to));
}

/** Only a fixed length counted from the entry itself surely takes its time: an event or a date may lie far back. */
function mayRingAtOnce(timer: LifeTimer, declaredHere: boolean): boolean {
  return !(timer.from === "enter" && declaredHere && typeof timer.after === "string");
}

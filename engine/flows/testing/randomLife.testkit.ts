import fc from "fast-check";
import type { Life, LifeEvent, LifeState, LifeTask, LifeTimer } from "../../model/flow.ts";
import { people } from "./plant.testkit.ts";

const title = (text: string) => ({ zh: text, en: text });

/** What chance decides of a life; its states are always those of a permit. */
interface Drawn {
  readonly validity: "eightHours" | "field" | "date" | "expression";
  readonly validityFrom: "go" | "enter";
  readonly lead: boolean;
  readonly unused: boolean;
  readonly pauseClock: "none" | "ends" | "ticks";
  readonly task: "none" | "once" | "every";
  readonly who: readonly string[];
  readonly due: "none" | "remind" | "escalate" | "transfer";
  readonly onOver: boolean;
  readonly checks: boolean;
  readonly evidence: number;
  readonly effect: boolean;
  readonly interlock: boolean;
  readonly renewed: boolean; // what has run out can be let on again
}

/**
 * A life after approval as chance draws it: ready, on, off, and two ends, or
 * a third stop from which it is let on again; a validity, clocks of the start and of the pause, a task that comes once or
 * again and again, checks, evidence, an interlock.
 */
export const randomLife: fc.Arbitrary<Life> = fc.record<Drawn>({
  validity: fc.constantFrom("eightHours", "field", "date", "expression"), validityFrom: fc.constantFrom("go", "enter"), lead: fc.boolean(), unused: fc.boolean(),
  pauseClock: fc.constantFrom("none", "ends", "ticks"), task: fc.constantFrom("none", "once", "every"), who: fc.constantFrom(["c"], ["a", "c"], ["ghost"], ["b", "a"]),
  due: fc.constantFrom("none", "remind", "escalate", "transfer"), onOver: fc.boolean(), checks: fc.boolean(), evidence: fc.nat(5), effect: fc.boolean(), interlock: fc.boolean(), renewed: fc.boolean(),
}).map(lifeOf);

function lifeOf(drawn: Drawn): Life {
  return { initial: "ready", states: statesOf(drawn), events: eventsOf(drawn) };
}

function statesOf(drawn: Drawn): LifeState[] {
  const unused: LifeTimer[] = drawn.unused ? [{ id: "unused", after: "PT6H", from: "enter", whileIn: ["ready"], fires: "lapse" }] : [];
  const pause: LifeTimer[] = drawn.pauseClock === "none" ? [] : [{ id: "break", after: "PT1H", from: "enter", whileIn: ["off"], fires: drawn.pauseClock === "ends" ? "lapse" : "tick", remindBefore: ["PT15M"] }];
  return [
    { id: "ready", title: title("ready"), tone: "waiting", timers: unused },
    { id: "on", title: title("on"), tone: "live", timers: [validityOf(drawn)], tasks: tasksOf(drawn) },
    { id: "off", title: title("off"), tone: "stopped", timers: pause },
    ...(drawn.renewed ? [{ id: "spent", title: title("spent"), tone: "stopped" as const, timers: [forget] }] : []),
    { id: "shut", title: title("shut"), tone: "done", final: true },
    { id: "over", title: title("over"), tone: "void", final: true },
  ];
}

const forget: LifeTimer = { id: "forget", after: "P1D", from: "enter", whileIn: ["spent"], fires: "end" };

function validityOf({ validity, validityFrom, lead }: Drawn): LifeTimer {
  const length: Pick<LifeTimer, "after" | "at"> = { eightHours: { after: "PT8H" }, field: { after: { field: "n" } }, date: { at: { dateField: "h" } }, expression: { after: { expr: { "*": [{ var: "n" }, 2] } } } }[validity];
  return { id: "validity", ...length, from: validityFrom === "enter" ? "enter" : { event: "go" }, whileIn: ["on", "off"], fires: "lapse", ...(lead ? { remindBefore: ["PT60M", "PT10M"] } : {}) };
}

function tasksOf({ task, who, due, onOver }: Drawn): LifeTask[] {
  if (task === "none") return [];
  const over = due === "none" ? {} : { due: { after: "PT30M", remindAt: [50], transferTo: people("d", "b"), onOver: due }, ...(onOver ? { onOver: "late" } : {}) };
  return [{ id: "record", title: title("record"), candidates: people(...who), form: { sections: ["gas"] }, ...(task === "every" ? { every: "PT2H" } : {}), ...over }];
}

function eventsOf({ checks, evidence, effect, interlock, pauseClock, renewed }: Drawn): LifeEvent[] {
  const checked = checks ? { checks: ["K1", "K2"] } : {};
  const proof = [{}, { evidence: { signature: true } }, { evidence: { comment: ["approve" as const] } }, { reason: "required" as const }, {}, { evidence: { photo: true } }][evidence] ?? {};
  const event = (id: string, from: readonly string[], to: string, by: LifeEvent["by"], more: Partial<LifeEvent> = {}): LifeEvent => ({ id, title: title(id), from, to, by, ...more });
  return [
    event("go", ["ready"], "on", people("a", "b"), { ...checked, form: { sections: ["gas"] }, ...(effect ? { effects: [{ do: "webhook", event: "went" }] } : {}) }),
    event("log", ["on"], "on", people("a"), { form: { sections: ["gas"] }, ...(effect ? { effects: [{ do: "setField", field: "g", value: "z" }] } : {}) }),
    event("rest", ["on"], "off", people("a", "c"), proof),
    event("back", ["off"], "on", people("a", "me"), { ...checked, ...proof }),
    event("shut", ["on", "off"], "shut", people("b"), proof),
    event("late", ["on"], "off", "timer"),
    event("lapse", ["ready", "on", "off"], renewed ? "spent" : "over", "timer"),
    ...(renewed ? [event("renew", ["spent"], "on", people("a"), { form: { sections: ["gas"] } }), event("leave", ["spent"], "spent", people("a", "b"), { form: { sections: ["gas"] } }), event("end", ["spent"], "over", "timer")] : []),
    ...(pauseClock === "ticks" ? [event("tick", ["off"], "off", "timer", effect ? { effects: [{ do: "webhook", event: "ticked" }] } : {})] : []),
    ...(interlock ? [event("trip", ["on"], "off", "interlock", { interlock: { causes: ["g0"], areaField: "f" } })] : []),
  ];
}

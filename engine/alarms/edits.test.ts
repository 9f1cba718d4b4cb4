import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AlertRule } from "../model/rule.ts";
import { gasLimit, gasTag, highRule } from "../testing/alarmBench.ts";
import { isOpen, type Alarm } from "./alarm.ts";
import { AlarmEngine } from "./alarmEngine.ts";
import { processId } from "./life/facts.ts";
import type { AlarmStepLog } from "./life/stepLog.ts";

const editsARun = 40;
const edits = Number(process.env["EDITS"] ?? 240);
const epoch = 1_700_000_000_000;
const tags = Array.from({ length: 8 }, (_, n) => gasTag(`G${n}`, { mayBeConstant: true }));
const ids = tags.map((tag) => tag.id);
const begin: readonly AlertRule[] = [highRule({ id: "h", select: { tags: ids } }), highRule({ id: "hh", select: { tags: ids }, limits: { H: gasLimit(40) }, priority: "P1" }), highRule({ id: "avg", select: { tags: ids.slice(0, 3) }, deadband: 0, condition: { ">=": [{ avg: [10] }, { limit: ["H"] }] } })];

/** The same course of chances for the same seed. */
function chances(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What an officer may change of a rule, or its end. */
function edited(rule: AlertRule, chance: (below: number) => number): AlertRule | null {
  const next = { ...rule, revision: rule.revision + 1 };
  const limit = next.limits["H"]!;
  switch (chance(8)) {
    case 0: return { ...next, limits: { H: { ...limit, value: [20, 24, 25, 30, 44][chance(5)]! } } };
    case 1: return { ...next, onDelayS: chance(6) };
    case 2: return { ...next, offDelayS: chance(15) };
    case 3: return "avg" === rule.id ? next : { ...next, deadband: chance(5) };
    case 4: return { ...next, priority: (["P1", "P2", "P3"] as const)[chance(3)]! };
    case 5: return { ...next, latch: chance(2) === 0 };
    case 6: return { ...next, select: { tags: ids.filter(() => chance(4) > 0).concat("G0").filter((id, at, all) => all.indexOf(id) === at) } };
    default: return null;
  }
}

/** A plant with live alarms, its rules edited again and again, and a ledger of all that was decided. */
class EditedPlant {
  readonly engine = new AlarmEngine();
  readonly values = new Map(ids.map((id) => [id, 10]));
  rules = [...begin];
  now = epoch;
  liveAtEdits = 0;
  readonly #active = new Set<string>();
  readonly #events = new Set<string>();
  readonly #open = new Map<string, Alarm>();

  constructor(readonly chance: (below: number) => number) {
    this.keep(this.engine.setRules(this.rules, tags, epoch));
  }

  /** Nothing is said twice, raises and clears alternate, and no key has two open records. */
  keep({ events, alarms }: AlarmStepLog): void {
    for (const { id, ruleId, key, kind } of events) {
      expect(this.#events.has(id)).toBe(false);
      this.#events.add(id);
      const process = processId(ruleId, key);
      if (kind === "raise") expect(this.#active.has(process)).toBe(false);
      if (kind === "raise") this.#active.add(process);
      if (kind === "clear") expect(this.#active.delete(process)).toBe(true);
    }
    for (const alarm of alarms) {
      if (isOpen(alarm)) this.#open.set(alarm.id, alarm);
      else this.#open.delete(alarm.id);
    }
    const keys = [...this.#open.values()].map((alarm) => processId(alarm.ruleId, alarm.key));
    expect(new Set(keys).size).toBe(keys.length);
    expect([...this.#open.keys()].sort()).toEqual(this.engine.open().map((alarm) => alarm.id).sort());
  }

  second(): void {
    this.now += 1000;
    this.keep(this.engine.accept(ids.map((tagId) => ({ tagId, sample: { ts: this.now, v: this.values.get(tagId)!, q: 0, rx: this.now, flags: 0 } })), this.now));
    this.keep(this.engine.tick(this.now));
  }

  wander(): void {
    for (const id of ids) if (this.chance(4) === 0) this.values.set(id, [0, 10, 23.5, 24.5, 26, 42, 90][this.chance(7)]!);
    const open = this.engine.open();
    const alarm = open[this.chance(12)];
    if (alarm && this.chance(3) === 0) this.keep(this.engine.command(alarm.ruleId, alarm.key, { do: "ack", by: "u", generation: alarm.generation }, this.now));
    for (let n = this.chance(5); n >= 0; n -= 1) this.second();
  }

  /** Publishes an edit: an alarm whose key stays is kept whole; the others end and say so. */
  edit(): void {
    const at = this.chance(begin.length);
    const rule = this.rules.find((one) => one.id === begin[at]!.id);
    const next = rule ? edited(rule, this.chance) : begin[at]!;
    this.rules = [...this.rules.filter((one) => one.id !== begin[at]!.id), ...(next ? [next] : [])];
    const before = this.engine.open();
    this.liveAtEdits += before.length;
    const step = this.engine.setRules(this.rules, tags, this.now);
    this.keep(step);
    for (const alarm of before) this.isAccountedFor(alarm, step);
  }

  isAccountedFor(alarm: Alarm, { events }: AlarmStepLog): void {
    const after = this.engine.open().find((one) => one.id === alarm.id);
    const own = events.filter((one) => one.alarmId === alarm.id);
    const selected = this.rules.some((rule) => rule.id === alarm.ruleId && "tags" in rule.select && rule.select.tags.includes(alarm.key));
    if (!selected && alarm.active) expect(own.some((one) => one.kind === "clear" && one.why === "RULE_REMOVED")).toBe(true);
    if (!after) expect(own.some((one) => one.to === "normal")).toBe(true);
    else if (own.length === 0) expect(after).toEqual(alarm);
  }

  /** Who must be active once all has stood still for longer than any delay: values stand clear of every limit. */
  settled(): readonly string[] {
    for (const id of ids) this.values.set(id, this.chance(2) === 0 ? 0 : 90);
    for (let s = 0; s < 40; s += 1) this.second();
    return this.rules.flatMap((rule) => ("tags" in rule.select ? rule.select.tags : []).filter((id) => this.values.get(id) === 90).map((id) => processId(rule.id, id))).sort();
  }

  get active(): readonly string[] {
    return [...this.#active].sort();
  }
}

describe("edits of rules while alarms are live", () => {
  it("drop no alarm and double none", () => {
    let live = 0;
    fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
      const plant = new EditedPlant(chances(seed));
      for (let n = 0; n < editsARun; n += 1) {
        plant.wander();
        plant.edit();
      }
      const wanted = plant.settled();
      expect(plant.active).toEqual(wanted);
      live += plant.liveAtEdits;
    }), { numRuns: Math.ceil(edits / editsARun) });
    expect(live / edits).toBeGreaterThan(3); // alarms were live at the edits
  }, 600_000);
});

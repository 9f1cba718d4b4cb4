import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AlarmBench, gasLimit, gasTag, highRule } from "../testing/alarmBench.ts";
import type { AlertRule } from "../model/rule.ts";
import { compileRule } from "../rules/compileRule.ts";
import { noteConflict } from "../rules/context.ts";
import type { Sample } from "../rules/sample.ts";
import { AlarmEngine } from "./alarmEngine.ts";
import { isOpen, type AlarmEvent } from "./alarm.ts";
import { fold } from "./process/fold.ts";
import { verdict } from "./process/judge.ts";
import { compareRecords, isDuplicate, type ProcessRecord } from "./process/record.ts";
import { freshState } from "./process/state.ts";
import { restoreEngine, saveEngine } from "./save/engineState.ts";

const G = "GT-1";
const tag = gasTag(G);
const epoch = 1_700_000_000_000;

const values = fc.constantFrom(18, 20, 22.9, 23, 24, 24.9, 25, 26, 40, 101, 110);
const quality = fc.constantFrom<Sample["q"]>(0, 0, 0, 0, 0, 0, 1, 2);
const stream = fc.array(fc.record({ gap: fc.constantFrom(500, 1000, 1000, 2000, 3000, 5000, 12_000, 31_000), v: values, q: quality, delay: fc.integer({ min: 0, max: 50_000 }), twice: fc.integer({ min: 0, max: 4 }) }), { minLength: 1, maxLength: 60 });
const rules = fc.record({
  onDelayS: fc.constantFrom(0, 1, 3, 5), offDelayS: fc.constantFrom(0, 2, 10, 40), deadband: fc.constantFrom(0, 2), latch: fc.boolean(), priority: fc.constantFrom("P1" as const, "P2" as const, "P4" as const),
}).map((more): AlertRule => highRule(more));

type Item = { gap: number; v: number; q: Sample["q"]; delay: number; twice: number };

function samplesOf(items: readonly Item[]): Sample[] {
  let ts = epoch;
  return items.map((item) => {
    ts += item.gap;
    const over = item.v > 103;
    return { ts, v: item.v, q: over ? 2 : item.q, rx: ts, flags: over ? 1 : 0 };
  });
}

/** Arrivals within the bound: delayed, out of order, a fifth of them sent twice. */
function arrivalsOf(items: readonly Item[]): { sample: Sample; at: number }[] {
  return samplesOf(items).flatMap((sample, at) => {
    const { delay, twice } = items[at]!;
    const first = { sample: { ...sample, rx: sample.ts + delay }, at: sample.ts + delay };
    return twice === 0 ? [first, { ...first, at: first.at + 1500 }] : [first];
  }).sort((a, b) => a.at - b.at);
}

function foldAll(rule: AlertRule, samples: readonly Sample[], horizon: number): string[] {
  const plan = compileRule(rule, [tag]).plans[0]!;
  const log = samples.map((sample): ProcessRecord => ({ ts: sample.ts, input: 0, sample })).sort(compareRecords)
    .filter((record, at, all) => at === 0 || !isDuplicate(record.sample!, all[at - 1]!.sample!));
  return fold(plan, freshState(plan), log, 0, horizon).edges.map((edge) => `${edge.kind}@${edge.at}`);
}

function run(rule: AlertRule, arrivals: readonly { sample: Sample; at: number }[], onStep: (engine: AlarmEngine, events: readonly AlarmEvent[], now: number) => AlarmEngine | void = () => undefined, onNew: (sample: Sample) => void = () => undefined): { engine: AlarmEngine; settled: string[]; end: number } {
  let engine = new AlarmEngine();
  engine.setRules([rule], [tag], epoch);
  const settled: string[] = [];
  const watch = (): void => {
    engine.processes.get(rule.id, G)!.process.onSettled = (edges) => settled.push(...edges.map((edge) => `${edge.kind}@${edge.at}`));
  };
  watch();
  const step = (events: readonly AlarmEvent[], now: number): void => {
    engine = onStep(engine, events, now) ?? engine;
    watch();
  };
  let now = epoch;
  const tickTo = (to: number): void => {
    for (let t = Math.ceil((now + 1) / 1000) * 1000; t < to; t += 1000) step(engine.tick(t).events, t);
    now = to;
  };
  for (const arrival of arrivals) {
    tickTo(arrival.at);
    const result = engine.accept([{ tagId: G, sample: arrival.sample }], now);
    if (result.fates[0] === "new") onNew(arrival.sample);
    step(result.events, now);
  }
  const end = now + 200_000;
  tickTo(end);
  const { process } = engine.processes.get(rule.id, G)!;
  return { engine, settled: [...settled, ...process.edges.map((edge) => `${edge.kind}@${edge.at}`)], end };
}

describe("laws of the alarm engine", () => {
  it("settled episodes do not depend on arrival order or resends inside the bound", () => {
    fc.assert(fc.property(rules, stream, (rule, items) => {
      const arrivals = arrivalsOf(items);
      const { engine, settled } = run(rule, arrivals);
      const { process } = engine.processes.get(rule.id, G)!;
      const newest = Math.max(...arrivals.map((one) => one.sample.ts));
      const horizon = process.foldedTo;
      expect(horizon).toBeGreaterThanOrEqual(newest);
      const truth = foldAll(rule, samplesOf(items), horizon);
      const active = truth.length > 0 && truth.at(-1)!.startsWith("raise");
      expect(process.head.active).toBe(active);
      expect(settled).toEqual(truth);
      expect(engine.book.open().filter((alarm) => alarm.active && alarm.ruleId === rule.id)).toHaveLength(active ? 1 : 0);
    }), { numRuns: 300 });
  });

  it("in order, the live edges equal one fold over the whole", () => {
    fc.assert(fc.property(rules, stream, (rule, items) => {
      const events: AlarmEvent[] = [];
      const arrivals = samplesOf(items).map((sample) => ({ sample, at: sample.ts }));
      const { engine } = run(rule, arrivals, (_, more) => { events.push(...more); });
      const live = events.filter((event) => event.ruleId === rule.id && (event.kind === "raise" || event.kind === "clear")).map((event) => `${event.kind}@${event.at}`);
      expect(live).toEqual(foldAll(rule, samplesOf(items), engine.processes.get(rule.id, G)!.process.foldedTo));
    }), { numRuns: 200 });
  });

  it("the fold equals a judge that looks at every instant anew", () => {
    fc.assert(fc.property(rules, stream, (rule, items) => {
      const samples = samplesOf(items.slice(0, 25));
      const horizon = samples.at(-1)!.ts + 60_000;
      expect(foldAll(rule, samples, horizon)).toEqual(oracle(rule, samples, horizon));
    }), { numRuns: 60 });
  });

  it("saving and restoring at any point is invisible", () => {
    fc.assert(fc.property(rules, stream, fc.integer({ min: 2, max: 40 }), fc.boolean(), (rule, items, every, buffers) => {
      const arrivals = arrivalsOf(items);
      const plain: AlarmEvent[] = [];
      run(rule, arrivals, (_, events) => { plain.push(...events); });
      const saved: AlarmEvent[] = [];
      const fresh = new Set<Sample>();
      let count = 0;
      run(rule, arrivals, (engine, events, now) => {
        saved.push(...events);
        count += 1;
        if (count % every !== 0) return undefined;
        const copy = new AlarmEngine();
        const state = JSON.parse(JSON.stringify(saveEngine(engine, { buffers, now }))) as ReturnType<typeof saveEngine>;
        restoreEngine(copy, state, [rule], [tag], buffers ? [] : [...fresh].map((sample) => ({ tagId: G, sample })));
        return copy;
      }, (sample) => { fresh.add(sample); });
      expect(saved).toEqual(plain);
    }), { numRuns: 60 });
  });

  it("at most one alarm is open per key, and unack becomes normal only by acknowledgement", () => {
    fc.assert(fc.property(rules, stream, (rule, items) => {
      const open = new Set<string>();
      run(rule, arrivalsOf(items), (engine, events) => {
        for (const event of events.filter((one) => one.ruleId === rule.id)) {
          if (event.from.endsWith("unack") && event.to === "normal") expect(["ack", "reset"]).toContain(event.kind);
          if (event.to === "normal") open.delete(event.alarmId);
          else open.add(event.alarmId);
          expect(open.size).toBeLessThanOrEqual(1);
        }
        expect(engine.book.open().filter((alarm) => alarm.ruleId === rule.id).length).toBeLessThanOrEqual(1);
      });
    }), { numRuns: 100 });
  });

  it("a refused command changes nothing", () => {
    fc.assert(fc.property(rules, stream, fc.array(fc.tuple(fc.integer({ min: 0, max: 59 }), fc.constantFrom("ack", "reset", "shelve", "unshelve", "old"))), (rule, items, commands) => {
      let at = 0;
      run(rule, arrivalsOf(items), (engine, _, now) => {
        for (const [, name] of commands.filter(([when]) => when === at)) {
          engine.tick(now);
          const before = engine.book.of({ ruleId: rule.id, key: G });
          const generation = before?.generation ?? 0;
          const command = name === "ack" ? { do: "ack" as const, by: "x", generation } : name === "old" ? { do: "ack" as const, by: "x", generation: generation - 1 } : name === "shelve" ? { do: "shelve" as const, by: "x", until: now + 10_000, reason: "r" } : { do: name, by: "x" };
          const result = engine.command(rule.id, G, command, now);
          if (result.refusal) expect(engine.book.of({ ruleId: rule.id, key: G })).toEqual(before);
          else expect(result.alarms.length).toBeGreaterThan(0);
        }
        at += 1;
      });
    }), { numRuns: 100 });
  });

  it("every clear was known true at each instant of its off-delay", () => {
    fc.assert(fc.property(rules, stream, (rule, items) => {
      const samples = samplesOf(items);
      const plan = compileRule(rule, [tag]).plans[0]!;
      for (const edge of foldAll(rule, samples, samples.at(-1)!.ts + 60_000).filter((one) => one.startsWith("clear"))) {
        const due = Number(edge.split("@")[1]);
        for (let t = due - plan.offDelayMs; t <= due; t += 500) expect(judgeAt(rule, samples, t, "clear")).toBe(true);
      }
    }), { numRuns: 100 });
  });

  it("random edits of the limit lose and double no open alarm, and edges alternate", () => {
    fc.assert(fc.property(stream, fc.array(fc.constantFrom(20, 23, 25, 30, 39), { minLength: 1, maxLength: 6 }), (items, limits) => {
      const rule = highRule({ latch: false });
      let step = 0;
      let last = "clear";
      run(rule, arrivalsOf(items), (engine, events, now) => {
        step += 1;
        const edit = step % 7 === 0 ? limits[Math.floor(step / 7) % limits.length] : undefined;
        const before = engine.book.open().filter((alarm) => alarm.ruleId === rule.id).map((alarm) => alarm.id);
        const more = edit === undefined ? [] : engine.setRules([{ ...rule, limits: { H: gasLimit(edit) } }], [tag], now).events;
        if (edit !== undefined) for (const id of before) expect(engine.book.open().some((alarm) => alarm.id === id) || more.some((event) => event.alarmId === id && event.to === "normal")).toBe(true);
        for (const event of [...events, ...more].filter((one) => one.ruleId === rule.id && (one.kind === "raise" || one.kind === "clear"))) {
          expect(event.kind).not.toBe(last);
          last = event.kind;
        }
      });
    }), { numRuns: 100 });
  });

  it("killed anywhere, the alarms come once and none is lost", () => {
    fc.assert(fc.property(stream, fc.integer({ min: 1, max: 30 }), (items, killAt) => {
      const rule = highRule();
      const ids = new Set<string>();
      let step = 0;
      const { engine } = run(rule, samplesOf(items).map((sample) => ({ sample, at: sample.ts })), (present, events, now) => {
        for (const event of events.filter((one) => one.kind === "raise" || one.kind === "clear")) {
          expect(ids.has(event.id)).toBe(false);
          ids.add(event.id);
        }
        step += 1;
        if (step !== killAt) return undefined;
        const copy = new AlarmEngine();
        restoreEngine(copy, JSON.parse(JSON.stringify(saveEngine(present))) as ReturnType<typeof saveEngine>, [rule], [tag]);
        copy.markGap(now, now);
        return copy;
      });
      const truth = foldAll(rule, samplesOf(items), engine.processes.get(rule.id, G)!.process.foldedTo);
      if (truth.some((edge) => edge.startsWith("raise"))) expect(engine.book.open().length + engine.book.opened.size).toBeGreaterThan(0);
      expect(engine.book.open().filter((alarm) => alarm.ruleId === rule.id && isOpen(alarm)).length).toBeLessThanOrEqual(1);
    }), { numRuns: 100 });
  });

  it("50,000 readings of 50 tags, a fifth resent, a fifth up to 50 s late, one in a hundred an hour late: as if sorted and unique", () => {
    const tags = Array.from({ length: 50 }, (_, i) => gasTag(`T${i}`));
    const rule = highRule();
    const random = lcg(7);
    const arrivals: { tagId: string; sample: Sample; at: number }[] = [];
    const kept = new Map<string, Sample[]>(tags.map((one) => [one.id, []]));
    for (const one of tags) {
      let value = 15;
      for (let s = 0; s < 1000; s += 1) {
        value = Math.max(0, Math.min(60, value + (random() - 0.5) * 8));
        const hourLate = random() < 0.01;
        const delay = hourLate ? 3_600_000 : random() < 0.2 ? Math.floor(random() * 50_000) : 0;
        const ts = epoch + s * 1000;
        const sample: Sample = { ts, v: Math.round(value * 10) / 10, q: 0, rx: ts + delay, flags: 0 };
        if (!hourLate) kept.get(one.id)!.push(sample);
        arrivals.push({ tagId: one.id, sample, at: ts + delay });
        if (random() < 0.2) arrivals.push({ tagId: one.id, sample, at: ts + delay + Math.floor(random() * 5000) });
      }
    }
    arrivals.sort((a, b) => a.at - b.at);
    const engine = new AlarmEngine();
    engine.setRules([rule], tags, epoch);
    const settled = new Map<string, string[]>(tags.map((one) => [one.id, []]));
    for (const one of tags) engine.processes.get(rule.id, one.id)!.process.onSettled = (edges) => settled.get(one.id)!.push(...edges.map((edge) => `${edge.kind}@${edge.at}`));
    let late = 0;
    for (let at = 0; at < arrivals.length;) {
      const slot = Math.floor(arrivals[at]!.at / 1000);
      let end = at;
      while (end < arrivals.length && Math.floor(arrivals[end]!.at / 1000) === slot) end += 1;
      late += engine.accept(arrivals.slice(at, end), slot * 1000 + 999).late;
      engine.tick(slot * 1000 + 999);
      at = end;
    }
    expect(late).toBeGreaterThan(300);
    const plans = compileRule(rule, tags).plans;
    let episodes = 0;
    tags.forEach((one, i) => {
      const { process } = engine.processes.get(rule.id, one.id)!;
      const log = kept.get(one.id)!.map((sample): ProcessRecord => ({ ts: sample.ts, input: 0, sample }));
      const truth = fold(plans[i]!, freshState(plans[i]!), log, 0, process.foldedTo).edges.map((edge) => `${edge.kind}@${edge.at}`);
      expect([...settled.get(one.id)!, ...process.edges.map((edge) => `${edge.kind}@${edge.at}`)]).toEqual(truth);
      expect(process.head.active).toBe(truth.at(-1)?.startsWith("raise") ?? false);
      episodes += truth.length / 2;
    });
    expect(episodes).toBeGreaterThan(100);
    expect(new Set(engine.book.open().map((alarm) => `${alarm.ruleId} ${alarm.key}`)).size).toBe(engine.book.open().length);
  });

  it("bench: a restart in the middle of an on-delay is the same for any instant of it", () => {
    for (const kill of [0, 1, 2, 2.5]) expect(new AlarmBench([highRule()], [tag]).series(G, "0:26").until(kill).restart(20).until(25).edges()).toEqual(["raise@3"]);
  });
});

/** The condition at one instant, from the samples alone. */
function judgeAt(rule: AlertRule, samples: readonly Sample[], t: number, mode: "raise" | "clear"): boolean | undefined {
  const plan = compileRule(rule, [tag]).plans[0]!;
  const { ctx } = freshState(plan);
  const past = samples.filter((sample) => sample.ts <= t);
  ctx.t = t;
  if (past.length > 0) ctx.inputs[0] = { now: past.filter((sample) => sample.ts === past.at(-1)!.ts), earlier: null, fresh: false, ring: [] };
  noteConflict(ctx);
  return verdict(mode === "raise" ? plan.raise : plan.clear, ctx, mode);
}

/** Alarms.md 3 by brute force: every half second and every sample, nothing remembered but active and the run. */
function oracle(rule: AlertRule, samples: readonly Sample[], horizon: number): string[] {
  const edges: string[] = [];
  let active = false;
  let since: number | null = null;
  for (let t = epoch; t <= horizon; t += 500) {
    const up = judgeAt(rule, samples, t, "raise");
    const calm = judgeAt(rule, samples, t, "clear");
    const running = active ? calm === true && up !== true : up === true;
    // Between two half seconds a hold may end; a run lives only if the condition held one millisecond before too.
    const held = active ? judgeAt(rule, samples, t - 1, "clear") === true : judgeAt(rule, samples, t - 1, "raise") === true;
    since = running ? (since !== null && held ? since : t) : null;
    if (since !== null && t - since >= (active ? (rule.offDelayS ?? 0) : (rule.onDelayS ?? 0)) * 1000) {
      active = !active;
      since = null;
      edges.push(`${active ? "raise" : "clear"}@${t}`);
    }
  }
  return edges;
}

/** A small repeatable generator of numbers in [0, 1). */
function lcg(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

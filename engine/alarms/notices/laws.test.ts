import fc from "fast-check";
import { expect, it } from "vitest";
import type { Priority } from "../../model/rule.ts";
import { noticeId, type PendingNotice } from "./notice.ts";
import { NoticeBench } from "./notices.testkit.ts";
import { noticeBudget } from "./policy.ts";

const keys = ["a-1", "a-2", "b-1"];
const rules = ["parent", "child", "other", "third", "fourth"];
const act = fc.record({
  do: fc.constantFrom("raise", "raise", "raise", "raise", "step", "ack", "clear", "mask", "unmask", "cover", "uncover", "silence", "unsilence", "again"),
  rule: fc.constantFrom(...rules), key: fc.constantFrom(...keys), priority: fc.constantFrom<Priority>("P1", "P2", "P2", "P3", "P3", "P4"),
  afterMs: fc.constantFrom(0, 0, 500, 2_000, 10_000, 30_000, 90_000),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** A bench with everything that was ever given to it. */
class Watched extends NoticeBench {
  readonly given = new Map<string, PendingNotice>();
  readonly urgent = new Set<string>();

  give(notice: PendingNotice): void {
    const id = noticeId(notice);
    this.given.set(id, notice);
    this.look(notice);
    if (this.alarms.get(`${notice.ruleId}\n${notice.key}`)?.priority === "P1") this.urgent.add(id);
  }
}

function makeBench(): Watched {
  const bench = new Watched();
  bench.rules.set("child", { inhibitedBy: ["parent"] }).set("other", { groupBy: ["rule"], inhibitedBy: ["third"] }).set("third", { inhibitedBy: ["other"] });
  bench.receivers = (area) => (area === "a" ? { people: ["x", "y"], nobody: false } : { people: ["y"], nobody: true });
  return bench;
}

function play(bench: Watched, { do: what, rule, key, priority, afterMs }: Act, serial: number): void {
  bench.pass(afterMs);
  const alarm = bench.alarms.get(`${rule}\n${key}`);
  const first = [...bench.given.values()].filter((one) => one.alarmId === alarm?.id && one.generation === alarm.generation)[0];
  switch (what) {
    case "raise": if (!alarm || alarm.state === "normal" || !alarm.active) bench.give(bench.raise(rule, key, alarm && alarm.state !== "normal" ? alarm.priority : priority)); break;
    case "step": if (first) bench.give(bench.step(first, serial)); break;
    case "again": if (first) bench.look(first); break;
    case "ack": if (alarm?.state.includes("unack")) bench.change(rule, key, { state: alarm.active ? "ack" : "normal" }); break;
    case "clear": if (alarm?.active) bench.change(rule, key, { active: false, state: alarm.state === "ack" ? "normal" : "rtn-unack" }); break;
    case "mask": case "unmask": bench.change(rule, key, { masked: what === "mask" }); break;
    case "cover": bench.change(rule, key, { overlays: { suppressed: true } }); break;
    case "uncover": bench.change(rule, key, { overlays: {} }); break;
    case "silence": bench.silences.push({ id: `s${serial}`, orgId: "site-1", matcher: { area: key[0]!, ...(serial % 2 === 0 ? { rule } : {}) }, from: bench.now, until: bench.now + 300_000 }); break;
    case "unsilence": bench.silences = []; bench.lookAtAll(); break;
  }
}

/** Each notice is in exactly one place: sent, over with a reason, or waiting with a reason. */
function everyoneAccountedFor(bench: Watched): void {
  for (const id of bench.given.keys()) {
    const sent = bench.told.get(id) ?? 0;
    const waiting = bench.state.pending.get(id);
    const over = bench.ends.has(id) && bench.ends.get(id) !== "told";
    expect([id, sent + (waiting && sent === 0 ? 1 : 0) + (over ? 1 : 0)]).toEqual([id, 1]); // one that comes again waits to be recognised
    if (waiting) expect(waiting.held).toBeDefined();
  }
}

function withinBudget(bench: Watched): void {
  const times = new Map<string, number[]>();
  for (const { at, send } of bench.sends) if (send.priority !== "P1") for (const person of send.people) times.set(person, [...(times.get(person) ?? []), at]);
  for (const [person, list] of times) for (const at of list) expect([person, list.filter((one) => one > at - noticeBudget.windowMs && one <= at).length <= noticeBudget.most]).toEqual([person, true]);
}

it("nothing is lost, nothing is told twice, P1 is never held, no person is over his budget", () => {
  fc.assert(fc.property(fc.array(act, { maxLength: 80 }), (acts) => {
    const bench = makeBench();
    acts.forEach((one, at) => {
      play(bench, one, at + 1);
      everyoneAccountedFor(bench);
    });
    for (const id of bench.urgent) expect([id, bench.reasons.get(id)]).toEqual([id, undefined]);
    bench.silences = [];
    bench.lookAtAll();
    for (const alarm of [...bench.alarms.values()]) bench.change(alarm.ruleId, alarm.key, { masked: false, overlays: {}, ...(alarm.ruleId === "parent" ? { active: false } : {}) });
    bench.pass(3_600_000);
    expect([...bench.state.pending.keys()]).toEqual([]);
    everyoneAccountedFor(bench);
    withinBudget(bench);
  }), { numRuns: 1_000 });
});

it("looking more often changes nothing that people hear", () => {
  fc.assert(fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
    const [one, other] = [makeBench(), makeBench()];
    const pass = other.pass.bind(other);
    other.pass = (ms) => {
      for (let left = ms; left > 0; left -= 500) {
        pass(Math.min(500, left));
        other.look();
      }
    };
    acts.forEach((each, at) => {
      play(one, each, at + 1);
      play(other, each, at + 1);
    });
    one.pass(1_000);
    other.pass(1_000);
    expect(other.heard()).toEqual(one.heard());
  }), { numRuns: 300 });
});

import { expect, it } from "vitest";
import type { PendingNotice } from "./notice.ts";
import { NoticeBench, start } from "./notices.testkit.ts";
import { noticeBudget } from "./policy.ts";

/** Robustness F14 at full size: 10,000 alarms a minute for ten minutes, one critical hidden in each. */
it("a flood of 100,000 alarms: nothing is lost, each critical one goes out at once, nobody gets more than ten other notices in ten minutes", () => {
  const bench = new NoticeBench();
  bench.receivers = (area) => ({ people: [`op-${area}`, "leader"], nobody: false });
  const critical: PendingNotice[] = [];
  const others: PendingNotice[] = [];
  const priorities = ["P2", "P3", "P3", "P3"] as const;
  for (let second = 0; second < 600; second += 1) {
    const fresh = Array.from({ length: 166 + (second % 3 === 0 ? 2 : 0) }, (_, n) => {
      const serial = second * 168 + n;
      return bench.raise(`rule-${serial % 10}`, `${"abcdefghij"[serial % 7]}-${serial}`, priorities[serial % 4]!);
    });
    others.push(...fresh);
    const hidden = second % 60 === 29 ? [bench.raise("fire", `a-${second}`, "P1")] : [];
    critical.push(...hidden);
    const heard = bench.look(...fresh.slice(0, 80), ...hidden, ...fresh.slice(80));
    expect(heard.filter((send) => send.priority === "P1")).toHaveLength(hidden.length); // in the very step that raised it
    bench.pass(1_000);
  }
  expect([others.length, critical.length]).toEqual([100_000, 10]);
  for (const person of ["leader", "op-a", "op-c"]) {
    const times = bench.sends.filter(({ send }) => send.priority !== "P1" && send.people.includes(person)).map(({ at }) => at);
    for (const at of times) expect(times.filter((one) => one > at - noticeBudget.windowMs && one <= at).length).toBeLessThanOrEqual(noticeBudget.most);
  }
  bench.pass(noticeBudget.digestEveryMs + 120_000);
  const told = bench.sends.flatMap(({ send }) => send.subjects.map(({ alarm }) => alarm.id));
  expect(new Set(told).size).toBe(100_010);
  expect([bench.state.pending.size, bench.ends.size]).toEqual([0, 0]);
  const leader = bench.sends.filter(({ send }) => send.people.includes("leader"));
  expect(new Set(leader.flatMap(({ send }) => send.subjects.map(({ alarm }) => alarm.id))).size).toBe(100_010); // the digests list the rest, all of it
  expect(leader.filter(({ send }) => send.kind === "digest").every(({ at }, n, all) => n === 0 || at - all[n - 1]!.at >= noticeBudget.digestEveryMs)).toBe(true);
  expect(bench.sends[0]!.at).toBe(start + 2_000);
}, 60_000);

import { noticeBudget } from "@safeloop/engine";
import { expect, it } from "vitest";
import { gasPoint, gasRule, makeTestPlant } from "../testPlant.ts";

const rules = 12;
const points = 25;

/** Robustness F14 in small, through the real server: many groups at once, a critical one in the midst of each minute. */
it("a flood through the server: every alarm is told, a critical one at once, nobody gets more than ten others in ten minutes", async () => {
  const kinds = Array.from({ length: rules }, (_, n) => gasRule({ id: `R${n}`, select: { label: `r${n}` }, onDelayS: 0, priority: n % 3 === 0 ? "P2" : "P3", actions: [], escalation: [{ afterS: 80_000, on: "unacked", to: [{ kind: "person", person: "p-head" }] }] }));
  const fire = gasRule({ id: "FIRE", select: { label: "fire" }, onDelayS: 0, priority: "P1", actions: [] });
  const quiet = { staleAfterS: 86_400, periodS: 3_600 };
  const tags = [...kinds.flatMap((_, n) => Array.from({ length: points }, (__, m) => gasPoint(`T-${n}-${m}`, { labels: [`r${n}`], ...quiet }))), ...Array.from({ length: 5 }, (_, n) => gasPoint(`F-${n}`, { labels: ["fire"], ...quiet }))];
  const plant = await makeTestPlant([...kinds, fire], { tags });
  const iso = (): string => new Date(plant.app.clock.now()).toISOString();
  for (let minute = 0; minute < 5; minute += 1) {
    const batch = kinds.flatMap((_, n) => Array.from({ length: points / 5 }, (__, m) => ({ tagId: `T-${n}-${minute * 5 + m}`, ts: iso(), value: 60 })));
    await plant.send([...batch.slice(0, 30), { tagId: `F-${minute}`, ts: iso(), value: 60 }, ...batch.slice(30)]);
    await plant.app.settle();
    const first = await plant.app.store.first<{ n: number }>({ sql: "select count(*) as n from notices where person_id = 'p-guardian' and topic = 'alarm.raised'", bindings: [] });
    expect(Number(first?.n)).toBe(minute + 1); // P1 alone tells the guardian, in the step that raised it
    for (let second = 0; second < 60; second += 1) {
      plant.app.clock.advance(1_000);
      await plant.app.ctx.services.alarms?.tick();
    }
    await plant.app.settle();
  }
  plant.app.clock.advance(noticeBudget.digestEveryMs);
  await plant.app.ctx.services.alarms?.tick();
  await plant.app.settle();
  const states = await plant.app.store.all<{ state: string; n: number }>({ sql: "select state, count(*) as n from alarm_notices where step = 0 group by state", bindings: [] });
  expect(states.map((row) => [row.state, Number(row.n)])).toEqual([["sent", rules * points + 5]]);
  const heard = await plant.app.store.all<{ at: number; params: string; topic: string }>({ sql: "select at, params, topic from notices where person_id = 'p-operator' order by at", bindings: [] });
  const others = heard.map((row) => ({ at: Number(row.at), ...(JSON.parse(row.params) as { priority: string; count?: number }) })).filter((one) => one.priority !== "P1");
  for (const { at } of others) expect(others.filter((one) => one.at > at - noticeBudget.windowMs && one.at <= at).length).toBeLessThanOrEqual(noticeBudget.most);
  expect(others.reduce((sum, one) => sum + (one.count ?? 1), 0)).toBe(rules * points);
  expect(heard.some((row) => row.topic === "alarm.digest")).toBe(true);
  await plant.app.close();
}, 120_000);

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decisive } from "../../rules/explain/explained.ts";
import { explainRule } from "../../rules/explain/explainRule.ts";
import { compileRule } from "../../rules/compileRule.ts";
import { contextOf, gasPoint, randomCondition, randomSample } from "../../rules/randomCondition.testkit.ts";
import { AlarmBench, gasLimit, gasTag, highRule } from "../../testing/alarmBench.ts";

const G = "GT-1";
const bench = (rule = highRule()): AlarmBench => new AlarmBench([rule], [gasTag(G)]);
const explain = (b: AlarmBench, key = G) => b.engine.explain("H", key, b.ms(b.now));
const zh = (b: AlarmBench): string | undefined => explain(b)?.sentence.zh;
const en = (b: AlarmBench): string | undefined => explain(b)?.sentence.en;

describe("why a rule has raised an alarm, or has not", () => {
  it("before the first reading nothing can be judged, and that is not called normal", () => {
    expect(zh(bench())).toBe("无法判断：GT-1 还没有读数。没有据此报警，也不能据此认为正常。");
    expect(en(bench())).toBe("It cannot be judged: GT-1 has no reading yet. No alarm is raised by it, nor does it show that all is well.");
  });

  it("below the limit: what was compared with what, and where the limit comes from", () => {
    const b = bench().series(G, "0:20").until(5);
    expect(zh(b)).toBe("没有报警：GT-1（20 %LEL）≥ 限值 25 %LEL（GB/T 50493-2019）不成立。");
    expect(en(b)).toBe("No alarm: GT-1 (20 %LEL) ≥ the limit 25 %LEL (GB/T 50493-2019) does not hold.");
  });

  it("a limit nobody has verified is never worded as a requirement", () => {
    const b = bench(highRule({ limits: { H: { ...gasLimit(25), confidence: "known-verify", clause: "5.5.2" } } })).series(G, "0:20").until(5);
    expect(zh(b)).toContain("限值 25 %LEL（GB/T 50493-2019 5.5.2，待核实）");
    expect(en(b)).toContain("the limit 25 %LEL (GB/T 50493-2019 5.5.2, to be verified)");
  });

  it("above it, within the delay: how long it has held and when it will raise", () => {
    const b = bench().series(G, "0:26 1:26 2:26").until(2);
    expect(zh(b)).toBe("条件成立已 2 s，满 3 s 报警：GT-1（26 %LEL）≥ 限值 25 %LEL（GB/T 50493-2019）成立。");
  });

  it("raised; then inside the deadband; then recovering", () => {
    const b = bench().series(G, "0:26 1:26 2:26 3:26 4:26").until(4);
    expect(en(b)).toBe("In alarm: GT-1 (26 %LEL) ≥ the limit 25 %LEL (GB/T 50493-2019) holds.");
    b.send(G, 6, 24);
    expect(zh(b)).toBe("报警中，尚未恢复：GT-1（24 %LEL）< 23 %LEL（限值减回差）不成立。");
    b.send(G, 8, 20).until(12);
    expect(zh(b)).toBe("正在恢复已 3 s，满 10 s 解除：GT-1（20 %LEL）< 23 %LEL（限值减回差）成立。");
  });

  it("over, but still waiting for a person: that is not called no alarm", () => {
    const ended = (rule = highRule()): AlarmBench => bench(rule).series(G, "0:26 1:26 2:26 3:26 4:20 8:20 12:20 16:20").until(18);
    expect(zh(ended())).toBe("条件已恢复，报警还要人确认：GT-1（20 %LEL）≥ 限值 25 %LEL（GB/T 50493-2019）不成立。");
    expect(zh(ended(highRule({ latch: true })))).toBe("条件已恢复，报警锁存着，须人工复位才结束：GT-1（20 %LEL）≥ 限值 25 %LEL（GB/T 50493-2019）不成立。");
  });

  it("silent while in alarm: the missing data is named, and that it clears nothing", () => {
    const b = bench().series(G, "0:26 1:26 2:26 3:26").until(48);
    expect(zh(b)).toBe("报警中，数据不足以解除：GT-1 已 44 s 没有读数（一个读数最多用 30 s）。没有数据不会解除报警。");
    b.send(G, 49, 20, { quality: "uncertain" });
    expect(en(b)).toBe("In alarm, and the data do not suffice to end it: the reading of GT-1 is uncertain. Missing data never clear an alarm.");
  });

  it("of several conditions it names those that decide", () => {
    const rule = highRule({ limits: { H: gasLimit(25), HH: gasLimit(50) }, deadband: 0, condition: { and: [{ ">=": [{ value: [] }, { limit: ["H"] }] }, { ">=": [{ rise: [60] }, { limit: ["HH"] }] }] } });
    const b = bench(rule).series(G, "0:20 1:30").until(2);
    expect(zh(b)).toBe("没有报警：GT-1在 60 s 内的上升（10 %LEL）≥ 限值 50 %LEL（GB/T 50493-2019）不成立。");
    expect(explain(b)?.raise.parts.map((part) => part.verdict)).toEqual([true, false]);
  });

  it("of k of n it tells each point", () => {
    const rule = highRule({ per: "area", deadband: 0, condition: { kOfN: [2, "selected", { ">=": [{ value: [] }, { limit: ["H"] }] }, 60] } });
    const b = new AlarmBench([rule], ["GT-1", "GT-2", "GT-3"].map((id) => gasTag(id)));
    b.send("GT-1", 0, 30).send("GT-2", 1, 10).until(2);
    const found = explain(b, "A1");
    expect(found?.raise.words).toEqual({ zh: "所选测点中至少 2 个在 60 s 内满足：读数 ≥ 限值 25 %LEL（GB/T 50493-2019）", en: "at least 2 of the selected points within 60 s meet: the reading ≥ the limit 25 %LEL (GB/T 50493-2019)" });
    expect(found?.raise.parts.map((part) => [part.words.en.split(" ≥")[0], part.verdict])).toEqual([["GT-1 (30 %LEL)", true], ["GT-2 (10 %LEL)", false], ["GT-3 (unknown)", null]]);
    expect(found?.sentence.zh).toContain("GT-3 还没有读数");
    expect(explain(b.send("GT-2", 3, 31).until(9), "A1")?.sentence.en).toMatch(/holds \(GT-1, GT-2\)\.$/);
  });

  it("of many silent points it names a few and counts the rest", () => {
    const rule = highRule({ per: "group", deadband: 0, condition: { kOfN: [2, "selected", { ">=": [{ value: [] }, { limit: ["H"] }] }] } });
    const b = new AlarmBench([rule], Array.from({ length: 9 }, (_, i) => gasTag(`GT-${i}`)));
    expect(explain(b, "group")?.sentence.en).toBe("It cannot be judged: GT-0 has no reading yet; GT-1 has no reading yet; GT-2 has no reading yet; GT-3 has no reading yet; GT-4 has no reading yet; 4 more points are unknown. No alarm is raised by it, nor does it show that all is well.");
  });

  it("looking changes nothing", () => {
    const seen = bench().series(G, "0:26 1:26").until(2);
    const unseen = bench().series(G, "0:26 1:26").until(2);
    for (let k = 0; k < 3; k++) explain(seen);
    expect(seen.until(60).edges()).toEqual(unseen.until(60).edges());
    expect(bench().engine.explain("nobody", G, 0)).toBeUndefined();
  });

  it("says of any condition what the live judgement says, in both languages and in both modes", () => {
    fc.assert(fc.property(randomCondition, fc.option(randomSample), fc.option(randomSample), (condition, now, earlier) => {
      const rule = highRule({ condition, limits: { A: gasLimit(25), B: gasLimit(50) }, deadband: 0 });
      const compiled = compileRule(rule, [gasPoint]);
      fc.pre(!compiled.issues.some((one) => one.severity === "error" && one.code !== "RULE_LITERAL_LIMIT"));
      const plan = compiled.plans[0]!;
      const ctx = contextOf(plan, now, earlier, -Infinity);
      const explained = explainRule(rule, { tags: [gasPoint], calendars: () => undefined }, "G", ctx);
      expect(explained?.raise.verdict).toBe(plan.raise({ ...ctx, mode: "raise" }) ?? null);
      expect(explained?.clear.verdict).toBe(plan.clear({ ...ctx, mode: "clear" }) ?? null);
      for (const part of decisive(explained!.raise)) expect(part.verdict).toBe(explained!.raise.verdict);
      for (const words of [explained!.raise.words, explained!.clear.words]) {
        expect(`${words.zh}${words.en}`).not.toMatch(/undefined|NaN|\{|\}/);
        expect(words.en).not.toMatch(/[\u4e00-\u9fff（）]/);
      }
    }), { numRuns: 2_000 });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../model/json.ts";
import { messageOf } from "../../issues/issue.ts";
import { verdictIssue, witnessText } from "../verdictIssue.ts";
import { strictness } from "../strictnessOf.ts";
import type { Meet, PropAt } from "../strictness.ts";

const order = strictness();
const limit = (element: PropAt["element"] = {}): PropAt => ({ kind: "limit", prop: "value", element });
const prop = (kind: string, name: string, element: PropAt["element"] = {}): PropAt => ({ kind, prop: name, element });
const lel = (value: string, op = ">="): JsonValue => ({ value, unit: "%[LEL]", op });
const said = { el: "e", facet: "value", upper: "≥ 25 %LEL", local: "≥ 30 %LEL", source: "GB 1" };
const alarm = limit({ role: "alarm" });

describe("a gas limit, H 25 %LEL, tightenOnly", () => {
  it("1: 20 is tighter and counts", () => {
    expect(order.compare(alarm, lel("25"), lel("20"))).toEqual({ is: "tighter" });
    expect(order.meet(alarm, lel("25"), lel("20"))).toEqual({ ok: true, value: lel("20"), by: "local" });
  });

  it("2: 30 is looser; the refusal names the clause", () => {
    const verdict = order.compare(alarm, lel("25"), lel("30"));
    expect(verdict).toEqual({ is: "looser" });
    const refused = verdictIssue(verdict, "/limits/H", { ...said, el: "rule/gas#limit:H", source: "GB/T 50493—2019" })!;
    expect(refused.code).toBe("LOCK_LOOSER");
    expect(messageOf(refused.code, refused.params, "zh-CN")).toContain("GB/T 50493—2019");
    expect(verdictIssue({ is: "tighter" }, "", said)).toBeUndefined();
  });

  it("3: while the upper is stricter it counts, and the local value again when it relaxes", () => {
    expect(order.meet(alarm, lel("15"), lel("20"))).toEqual({ ok: true, value: lel("15"), by: "upper" });
    expect(order.meet(alarm, lel("25"), lel("20"))).toEqual({ ok: true, value: lel("20"), by: "local" });
  });

  it("4: vol% compares only by a constant the upper states, and exactly", () => {
    const volume = { value: "1.25", unit: "%[vol]", op: ">=" };
    expect(order.compare(alarm, volume, lel("20"))).toEqual({ is: "incomparable", code: "UNIT_INCOMPARABLE" });
    expect(order.meet(alarm, volume, lel("20"))).toEqual({ ok: false, code: "UNIT_INCOMPARABLE" });
    const methane = limit({ role: "alarm", "conversion.lelVol": 5 });
    expect(order.compare(methane, volume, lel("25"))).toEqual({ is: "equal" });
    expect(order.compare(methane, volume, lel("25.0000000001"))).toEqual({ is: "looser" });
    expect(order.meet(methane, volume, lel("20"))).toEqual({ ok: true, value: { ...volume, value: "1" }, by: "local" });
    const h2s = limit({ role: "pass", conversion: { mgPerPpm: 1.4 } });
    expect(order.compare(h2s, { value: "14", unit: "mg/m3", op: "<=" }, { value: "10", unit: "ppm", op: "<=" })).toEqual({ is: "equal" });
    expect(order.compare(h2s, { value: "10", unit: "ppm", op: "<=" }, { value: "7", unit: "mg/m3", op: "<=" })).toEqual({ is: "tighter" });
  });
});

describe("limits", () => {
  it("are exact where doubles are not, and in the upper's unit", () => {
    const pass = limit({ role: "pass" });
    const of = (value: string | number, unit: string): JsonValue => ({ value, unit, op: "<=" });
    expect(order.compare(pass, of("0.3", "m"), of("300", "mm"))).toEqual({ is: "equal" });
    expect(order.compare(pass, of(0.1, "m"), of("0.1000000000000000055", "m"))).toEqual({ is: "looser" });
    expect(order.meet(pass, of("480", "min"), of("6", "h"))).toEqual({ ok: true, value: of("360", "min"), by: "local" });
    // 100 s are no finite number of minutes, and what reads the limit would read the bare number.
    expect(order.meet(pass, of("480", "min"), of("100", "s"))).toEqual({ ok: false, code: "UNIT_INCOMPARABLE" });
    expect(order.compare(pass, of("300", "K"), of("26.85", "Cel"))).toEqual({ is: "equal" });
    expect(order.compare(pass, of("5", "Bft"), of("8", "m/s"))).toEqual({ is: "incomparable", code: "UNIT_INCOMPARABLE" });
  });

  it("the operator counts at equality, and may not turn round", () => {
    expect(order.compare(alarm, lel("25", ">"), lel("25", ">="))).toEqual({ is: "tighter" });
    expect(order.compare(alarm, lel("25", ">="), lel("25", ">"))).toEqual({ is: "looser" });
    expect(order.compare(limit({ role: "pass" }), lel("25", "<="), lel("25", "<"))).toEqual({ is: "tighter" });
    expect(order.compare(alarm, lel("25", ">="), lel("20", "<="))).toEqual({ is: "incomparable" });
    // A value without an operator keeps the upper's.
    expect(order.compare(limit({ role: "alarm", op: ">=", unit: "%[LEL]" }), "25", "20")).toEqual({ is: "tighter" });
  });

  it("have no stricter side without a role, nor where they only sort", () => {
    expect(order.compare(limit(), lel("25"), lel("20"))).toEqual({ is: "incomparable" });
    expect(order.compare(limit({ role: "class" }), lel("4"), lel("3"))).toEqual({ is: "incomparable" });
    expect(order.compare(limit(), lel("25"), lel("25"))).toEqual({ is: "equal" });
  });

  it("by what they are for: the directions of one operator", () => {
    const verdict = (role: string, op: string, upper: string, local: string): string => order.compare(limit({ role }), { value: upper, unit: "1", op }, { value: local, unit: "1", op }).is;
    expect([verdict("pass", "<=", "480", "240"), verdict("pass", ">=", "1", "2"), verdict("alarm", ">=", "25", "20"), verdict("alarm", "<=", "19.5", "20"), verdict("ban", ">=", "5", "4")]).toEqual(Array(5).fill("tighter"));
    expect([verdict("pass", "<=", "480", "960"), verdict("pass", ">=", "2", "1"), verdict("alarm", ">=", "25", "30"), verdict("alarm", "<=", "19.5", "19"), verdict("ban", ">=", "5", "6")]).toEqual(Array(5).fill("looser"));
  });
});

describe("numbers, times and switches", () => {
  it("bounds of fields: an absent bound is the loosest", () => {
    expect(order.compare(prop("field", "max"), 10, 5)).toEqual({ is: "tighter" });
    expect(order.compare(prop("field", "max"), null, 5)).toEqual({ is: "tighter" });
    expect(order.compare(prop("field", "min"), 5, null)).toEqual({ is: "looser" });
    expect(order.meet(prop("field", "min"), 5, null)).toEqual({ ok: true, value: 5, by: "upper" });
    expect(order.compare(prop("field", "pattern"), "^a$", "^b$")).toEqual({ is: "incomparable" });
    expect(order.compare(prop("field", "precision"), 2, 3)).toEqual({ is: "incomparable" });
  });

  it("19: deadband and off-delay move only inside a window the upper states", () => {
    expect([order.compare(prop("rule", "deadband"), 2, 6), order.compare(prop("rule", "deadband"), 6, 2)]).toEqual([{ is: "incomparable" }, { is: "incomparable" }]);
    const open = prop("rule", "deadband", { "window.deadband.min": 1, "window.deadband.max": 4 });
    expect(order.compare(open, 2, 4)).toEqual({ is: "tighter" });
    expect(order.compare(open, 2, 6)).toEqual({ is: "incomparable" });
    expect(order.meet(open, 2, 3)).toEqual({ ok: true, value: 3, by: "local" });
    expect(order.meet(open, 2, 6)).toEqual({ ok: false, code: "INCOMPARABLE" });
    expect(order.compare(prop("rule", "offDelayS", { window: { offDelayS: { min: 5, max: 30 } } }), 10, 20)).toEqual({ is: "tighter" });
    expect(order.compare(prop("rule", "clear"), { "<": [1, 2] }, { "<": [1, 3] })).toEqual({ is: "incomparable" });
  });

  it("durations: in seconds without a calendar, unit by unit under one or where none is known of", () => {
    const due = prop("node", "due.after");
    expect(order.compare(due, "PT8H", "PT30M")).toEqual({ is: "tighter" });
    expect(order.compare(due, "P2D", "P1D")).toEqual({ is: "tighter" });
    expect(order.compare(due, "P1D", "PT12H")).toEqual({ is: "incomparable" });
    expect(strictness({ calendar: () => null }).compare(due, "P1D", "PT12H")).toEqual({ is: "tighter" });
    expect(strictness({ calendar: () => "day-shift" }).compare(due, "P1D", "PT12H")).toEqual({ is: "incomparable" });
    expect(strictness({ calendar: () => null }).compare(due, "P1M", "P31D")).toEqual({ is: "incomparable" });
    expect(order.compare(due, "PT1H", null)).toEqual({ is: "looser" });
    expect(order.compare(prop("step", "afterS"), 300, 120)).toEqual({ is: "tighter" });
  });

  it("alarm rules: sooner, more urgent, kept, to be acknowledged", () => {
    const rule = (name: string, upper: JsonValue, local: JsonValue): string => order.compare(prop("rule", name), upper, local).is;
    expect([rule("onDelayS", 3, 1), rule("priority", "P3", "P1"), rule("latch", null, true), rule("ackRequired", false, true), rule("ackRequired", false, null), rule("inhibitedBy", ["a", "b"], ["a"])]).toEqual(Array(6).fill("tighter"));
    expect([rule("onDelayS", null, 3), rule("priority", "P1", "P2"), rule("latch", true, false), rule("ackRequired", null, false), rule("inhibitedBy", ["a"], ["a", "b"])]).toEqual(Array(5).fill("looser"));
    expect(rule("message", "a", "b")).toBe("incomparable");
    expect(rule("nobodyKnows", 1, 2)).toBe("incomparable");
  });

  it("expressions by the polarity of their property; a guard that is not there lets all pass", () => {
    const world = { terms: { vol: "number", o2: "number", wind: "number" } } as const;
    const typed = strictness({ world: () => world });
    const vol = { "<=": [{ var: "vol" }, 0.5] };
    const o2 = { ">=": [{ var: "o2" }, 19.5] };
    expect(typed.compare(prop("check", "expr"), vol, { and: [vol, o2] })).toEqual({ is: "tighter" });
    expect(typed.compare(prop("check", "expr"), null, vol)).toEqual({ is: "tighter" });
    expect(typed.compare(prop("rule", "suppressWhen"), null, o2)).toMatchObject({ is: "looser" });
    expect(typed.compare(prop("rule", "suppressWhen"), o2, null)).toEqual({ is: "tighter" });
    expect(typed.compare(prop("field", "visible"), vol, true)).toEqual({ is: "tighter" });
    expect(typed.compare(prop("field", "required"), true, vol)).toMatchObject({ is: "looser" });
    expect(typed.meet(prop("check", "expr"), vol, o2)).toEqual({ ok: true, value: { and: [vol, o2] }, by: "both" });
    const looser = typed.compare(prop("check", "expr"), vol, { "<=": [{ var: "vol" }, 0.6] });
    expect(looser).toEqual({ is: "looser", witness: { vol: 0.6 }, offer: "additionalCheck" });
    expect(witnessText({ vol: 0.6, outdoor: true, wind: null }, { vol: { zh: "体积分数", en: "volume" } })).toEqual({ zh: "体积分数 = 0.6 且 outdoor = 是 且 wind = 未填", en: "volume = 0.6 and outdoor = yes and wind = missing" });
    const undecided = order.compare(prop("check", "expr"), vol, { "<=": [{ var: "vol" }, 0.4] });
    expect(undecided).toEqual({ is: "undecided", offer: "additionalCheck" });
    expect(verdictIssue(undecided, "/logic/0", said)).toMatchObject({ code: "EXPR_UNDECIDED" });
    const refused = verdictIssue(looser, "/logic/0", said)!;
    expect(messageOf(refused.code, refused.params, "zh-CN")).toContain("例如 vol = 0.6 时");
    expect(messageOf(refused.code, refused.params, "en")).toContain("With vol = 0.6");
    expect(verdictIssue({ is: "incomparable", code: "UNIT_INCOMPARABLE" }, "", said)?.code).toBe("UNIT_INCOMPARABLE");
  });
});

describe("sets and options", () => {
  it("evidence, exclusions and selected tags may come, not go", () => {
    expect(order.compare(prop("node", "evidence.photo"), null, true)).toEqual({ is: "tighter" });
    expect(order.compare(prop("node", "evidence.photo"), true, false)).toEqual({ is: "looser" });
    expect(order.compare(prop("rule", "select.T-101"), true, null)).toEqual({ is: "looser" });
    expect(order.meet(prop("node", "checks"), ["C-01", "C-02"], ["C-02", "C-03"])).toEqual({ ok: true, value: ["C-01", "C-02", "C-03"], by: "both" });
    expect(order.meet(prop("node", "returns.targets"), ["a", "b"], ["b", "c"])).toEqual({ ok: true, value: ["b"], by: "both" });
  });

  it("12: options that feed a check neither go nor come, but for one that counts as a known one", () => {
    const at = { kind: "field", slot: "options", element: {} };
    const option = (id: string, treatAs?: string): { id: string; props: { [prop: string]: string } } => ({ id, props: treatAs === undefined ? {} : { treatAs } });
    const env = [option("explosion"), option("non-explosion")];
    expect(order.compareSlot(at, env, [option("explosion")])).toEqual({ is: "looser" });
    expect(order.compareSlot(at, env, [...env, option("office")])).toEqual({ is: "looser", offer: "treatAs" });
    expect(order.compareSlot(at, env, [...env, option("office", "non-explosion")])).toEqual({ is: "tighter" });
    expect(order.compareSlot(at, env, [...env, option("office", "store"), option("store", "office")])).toEqual({ is: "looser", offer: "treatAs" });
    const plain = strictness({ isRead: () => false });
    expect(plain.compareSlot(at, env, [option("explosion")])).toEqual({ is: "tighter" });
    expect(plain.compareSlot(at, env, [...env, option("office")])).toEqual({ is: "looser" });
  });

  it("rows, steps and actions come, not go; what nobody knows stays as it is", () => {
    const child = (id: string): { id: string; props: object } => ({ id, props: {} });
    const slot = (kind: string, name: string, was: readonly string[], is: readonly string[]): string =>
      order.compareSlot({ kind, slot: name, element: {} }, was.map(child) as never, is.map(child) as never).is;
    expect([slot("field", "rows", ["HW01"], ["HW01", "mine"]), slot("rule", "escalation", ["a"], ["a", "b"]), slot("node", "reminders", ["a"], [])]).toEqual(Array(3).fill("tighter"));
    expect([slot("field", "rows", ["HW01", "HW02"], ["HW01"]), slot("rule", "actions", ["a"], [])]).toEqual(Array(2).fill("looser"));
    expect([slot("node", "branches", ["a"], ["a", "b"]), slot("nobody", "knows", [], ["a"])]).toEqual(Array(2).fill("incomparable"));
  });

  it("a permission that is new may only narrow what `*` gave", () => {
    const at = { kind: "node", slot: "fields", element: {} };
    const entry = (id: string, access: string): { id: string; props: { access: string } } => ({ id, props: { access } });
    expect(order.compareSlot(at, [entry("*", "edit")], [entry("*", "edit"), entry("gas", "read")])).toEqual({ is: "tighter" });
    expect(order.compareSlot(at, [entry("*", "read")], [entry("*", "read"), entry("gas", "edit")])).toEqual({ is: "incomparable" });
    expect(order.compareSlot(at, [], [entry("gas", "hidden")])).toEqual({ is: "incomparable" });
  });
});

describe("meets", () => {
  const values = fc.constantFrom<JsonValue>(0, 1, 2, 3, "0.5", "1.0", null);
  const quantities = fc.tuple(fc.constantFrom("0", "10", "10.0", "20", "25"), fc.constantFrom("%[LEL]", "%[vol]", "ppm"), fc.constantFrom(">=", ">")).map(([value, unit, op]): JsonValue => ({ value, unit, op }));
  const words = (...all: readonly string[]): fc.Arbitrary<JsonValue> => fc.constantFrom<JsonValue>(...all, null);
  const sets = fc.subarray(["a", "b", "c"]).map((list): JsonValue => list);
  const cases: readonly (readonly [PropAt, fc.Arbitrary<JsonValue>])[] = [
    [prop("field", "max"), values], [prop("field", "minLength"), values], [prop("rule", "onDelayS"), values],
    [limit({ role: "alarm", "conversion.lelVol": 5 }), quantities], [limit({ role: "pass", "conversion.lelVol": 5 }), quantities],
    [prop("rule", "priority"), fc.constantFrom("P1", "P2", "P3", "P4")], [prop("node", "dedupe"), words("everSame", "consecutive", "none")],
    [prop("node", "onNobody"), words("toAdmin", "block", "autoReject")], [prop("permission", "access"), fc.constantFrom("edit", "read", "require")],
    [prop("rule", "latch"), fc.constantFrom(true, false, null)], [prop("node", "checks"), sets], [prop("node", "returns.targets"), sets], [prop("node", "due.after"), fc.constantFrom("PT1H", "PT2H", "PT60M", "P1D")],
    [prop("field", "title"), words("a", "b")],
  ];

  /** The same value, whoever it came from and however it is written. */
  function alike(at: PropAt, a: Meet, b: Meet): boolean {
    if (!a.ok || !b.ok) return a.ok === b.ok;
    return order.compare(at, a.value, b.value).is === "equal";
  }
  const then = (at: PropAt, a: Meet, b: (value: JsonValue) => Meet): Meet => (a.ok ? b(a.value) : a);

  it.each(cases)("of %o are commutative, associative and idempotent, and as strict as either", (at, worth) => {
    fc.assert(fc.property(worth, worth, worth, (a, b, c) => {
      expect(alike(at, order.meet(at, a, b), order.meet(at, b, a))).toBe(true);
      expect(alike(at, order.meet(at, a, a), { ok: true, value: a, by: "upper" })).toBe(true);
      const [left, right] = [then(at, order.meet(at, a, b), (ab) => order.meet(at, ab, c)), then(at, order.meet(at, b, c), (bc) => order.meet(at, a, bc))];
      if (left.ok && right.ok) expect(alike(at, left, right)).toBe(true);
      const met = order.meet(at, a, b);
      if (met.ok) for (const one of [a, b]) expect(["equal", "tighter"]).toContain(order.compare(at, one, met.value).is);
    }), { numRuns: 400 });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FormDefinition } from "../../model/form.ts";
import type { JsonObject } from "../../model/json.ts";
import type { FormRegister } from "../../model/register.ts";
import type { FactContext } from "../context.ts";
import { checkForm } from "../checkForm.ts";
import { applyRegisters, registerEntries, type KeptEntry } from "./index.ts";

const field = (xid: string, kind: string, more: JsonObject = {}): JsonObject => ({ "x-id": xid, "x-kind": kind, "x-title": { zh: xid, en: xid }, type: "string", ...more });
const admission: FormRegister = {
  into: "contractors", when: { in: [{ var: "ctx.instance.state" }, ["listed", "suspended"]] },
  fields: { status: { if: [{ "===": [{ var: "ctx.instance.state" }, "suspended"] }, "suspended", { var: "granted" }] }, validTo: { var: "until" } },
};
const form = (...registers: FormRegister[]): FormDefinition => ({
  id: "f", revision: 1, title: { zh: "f", en: "f" }, logic: [], registers, ui: { sections: [{ id: "s", title: { zh: "s", en: "s" }, fields: ["who", "granted", "until"] }] },
  schema: { type: "object", properties: { who: field("who", "person"), granted: field("granted", "text"), until: field("until", "date", { format: "date" }) } },
});
const sentAt = Date.parse("2026-07-01T00:00:00Z");
const record = (state: string, answers: JsonObject) => ({ submission: "s1", number: "N-1", state, sentAt, answers });

describe("what a record states", () => {
  it("follows its state; a day is valid to its end", () => {
    const answers = { granted: "whitelist", until: "2026-12-31" };
    expect(registerEntries(form(admission), record("approving", answers))).toEqual([undefined]);
    expect(registerEntries(form(admission), record("listed", answers))).toEqual([{ register: "contractors", key: "s1", at: sentAt, facts: { status: "whitelist", validTo: "2026-12-31T15:59:59.000Z" } }]);
    expect(registerEntries(form(admission), record("suspended", answers))[0]?.facts).toMatchObject({ status: "suspended" });
  });

  it("leaves out what is not known or cannot be such a fact", () => {
    expect(registerEntries(form(admission), record("listed", { granted: "vip" }))[0]?.facts).toEqual({ status: null, validTo: null });
    expect(registerEntries(form({ ...admission, key: "who" }), record("listed", { granted: "whitelist" }))).toEqual([undefined]);
  });

  it("holds a person while it is not known whether the hold is over", () => {
    const hold: FormRegister = { into: "people", key: "who", when: { "!==": [{ var: "granted" }, "passed"] }, fields: { hold: "training" } };
    const holds = (answers: JsonObject) => registerEntries(form(hold), record("approving", { who: "p1", ...answers })).filter(Boolean).length;
    expect([holds({}), holds({ granted: "failed" }), holds({ granted: "passed" })]).toEqual([1, 1, 0]);
  });

  it("is refused in a form that names an unknown register, fact, key or field", () => {
    expect(checkForm(form(admission))).toEqual([]);
    const codes = (one: unknown): string[] => checkForm(form(one as FormRegister)).map((each) => each.code);
    expect(codes({ ...admission, into: "planets" })).toEqual(["FORM_SHAPE"]);
    expect(codes({ ...admission, fields: { rating: 5 } })).toEqual(["FORM_REGISTER_FACT"]);
    expect(codes({ ...admission, key: "nobody" })).toEqual(["FORM_FIELD_UNKNOWN"]);
    expect(codes({ ...admission, fields: { validTo: { var: "nothing" } } })).toEqual(["FORM_FIELD_UNKNOWN"]);
    expect(codes({ ...admission, when: { guess: [] } })).toEqual(["LOGIC_OPERATOR_UNKNOWN"]);
  });
});

const entry = (register: KeptEntry["register"], key: string, facts: JsonObject, at = 1, of = "f"): KeptEntry => ({ register, key, form: of, at, facts });
const facts: FactContext = { now: "2026-07-01T00:00:00Z", people: { p1: { name: "一", status: "active", roles: [], certificates: [{ kind: "guardian", item: "x", no: "1", validTo: "2027-01-01T00:00:00Z", verify: "verified-official" }] } }, area: { id: "a1", known: true, gasAlarms: 0, evacuation: false } };

describe("what checks are told of registers", () => {
  it("is the newest record of each form, and of several forms the stricter", () => {
    const told = (...entries: KeptEntry[]) => applyRegisters(facts, entries).contractors?.["c1"];
    const listed = entry("contractors", "c1", { status: "whitelist", validTo: "2027-01-01T00:00:00.000Z" });
    expect(told(listed)).toEqual({ status: "whitelist", validTo: "2027-01-01T00:00:00.000Z" });
    const graded = (status: string, at: number): KeptEntry => entry("contractors", "c1", { status }, at, "evaluation");
    expect(told(listed, graded("suspended", 5))?.status).toBe("suspended");
    expect(told(listed, graded("suspended", 5), graded("whitelist", 6))?.status).toBe("whitelist");
    expect(told(listed, graded("suspended", 5), graded("whitelist", 5))?.status).toBe("suspended");
    expect(told(graded("whitelist", 5))).toEqual({ status: "whitelist" }); // no licence known: its check refuses
  });

  it("does not depend on the order of entries", () => {
    const any = fc.record({ status: fc.constantFrom("whitelist", "conditional", "candidate", "suspended", "blacklist"), at: fc.integer({ min: 1, max: 3 }), of: fc.constantFrom("f", "g") });
    fc.assert(fc.property(fc.array(any, { minLength: 1, maxLength: 6 }), (list) => {
      const entries = list.map((one) => entry("contractors", "c1", { status: one.status }, one.at, one.of));
      expect(applyRegisters(facts, [...entries].reverse())).toEqual(applyRegisters(facts, entries));
    }));
  });

  it("puts a recorded certificate in place of the hand-kept one, which may only make it worse", () => {
    const recorded = (verify: string, validTo: string, at = 1) => entry("certificates", "p1", { kind: "guardian", item: "x", no: "1", validTo, verify }, at);
    const certificates = (given: FactContext, ...entries: KeptEntry[]) => applyRegisters(given, entries).people?.["p1"]?.certificates;
    expect(certificates(facts, recorded("verified-official", "2026-08-01T00:00:00.000Z"))).toEqual([expect.objectContaining({ validTo: "2026-08-01T00:00:00.000Z", verify: "verified-official" })]);
    expect(certificates(facts, recorded("unverified", "2026-08-01T00:00:00.000Z"), recorded("verified-official", "2027-08-01T00:00:00.000Z", 2))).toEqual([expect.objectContaining({ validTo: "2027-08-01T00:00:00.000Z", verify: "verified-official" })]);
    const person = facts.people!["p1"]!;
    const forged = { ...facts, people: { p1: { ...person, certificates: person.certificates.map((one) => ({ ...one, verify: "forged" as const })) } } };
    expect(certificates(forged, recorded("verified-official", "2027-08-01T00:00:00.000Z"))?.map((one) => one.verify)).toEqual(["forged"]);
    expect(certificates(facts, { ...recorded("forged", "2027-08-01T00:00:00.000Z"), facts: { kind: "guardian", item: "y", no: "2", verify: "forged" } })).toHaveLength(2);
  });

  it("keeps every hold on a person, and an evacuation of the area", () => {
    const held = applyRegisters(facts, [entry("people", "p1", { hold: "forged" }), entry("people", "p1", { hold: "training" }, 9), entry("areas", "a1", { cause: "area-evacuation" }), entry("areas", "a2", { cause: "area-evacuation" })]);
    expect(held.people?.["p1"]).toMatchObject({ status: "held", holds: ["forged", "training"] });
    expect(held.area?.evacuation).toBe(true);
    expect(applyRegisters(facts, [entry("areas", "a2", { cause: "area-evacuation" })]).area?.evacuation).toBe(false);
  });

  it("joins what forms say of one device", () => {
    const device = applyRegisters(facts, [entry("devices", "d1", { calibrationDue: "2026-09-01T00:00:00.000Z" }), entry("devices", "d1", { inspectionDue: "2026-08-01T00:00:00.000Z", outOfUse: false }, 1, "g")]).devices?.["d1"];
    expect(device).toEqual({ calibrationDue: "2026-09-01T00:00:00.000Z", inspectionDue: "2026-08-01T00:00:00.000Z", outOfUse: false });
  });

  it("does not fall back on what is kept by hand where the newest record does not know", () => {
    const kept = { ...facts, devices: { d1: { calibrationDue: "2027-01-01T00:00:00Z", exProof: true } } };
    expect(applyRegisters(kept, [entry("devices", "d1", { calibrationDue: null }, 2), entry("devices", "d1", { calibrationDue: "2026-09-01T00:00:00.000Z" })]).devices).toEqual({ d1: { exProof: true } });
    expect(applyRegisters(facts, [entry("contractors", "c1", { status: "whitelist", validTo: null })]).contractors).toEqual({ c1: { status: "whitelist" } });
  });
});

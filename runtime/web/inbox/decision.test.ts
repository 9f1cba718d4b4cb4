import type { FlowDefinition, TaskView } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { needsOf, offered, withMissing } from "./decision.ts";

const task = { node: { id: "safety", title: { zh: "安全", en: "Safety" }, kind: "approval" } } as unknown as TaskView;
const flow = { nodes: [{ id: "safety", kind: "approval", evidence: { signature: true, comment: ["approve"] } }] } as unknown as FlowDefinition;

describe("what a decision asks", () => {
  it("is the step's evidence for an approval", () => {
    expect(needsOf("approve", task, flow)).toMatchObject({ signature: true, comment: true, password: false, person: false });
  });
  it("is a reason and a target for a return, whatever the step says", () => {
    expect(needsOf("return", task, null)).toMatchObject({ comment: true, target: true, signature: false });
  });
  it("grows by what the server still misses", () => {
    expect(withMissing(needsOf("approve", task, null), ["signature", "gps"])).toMatchObject({ signature: true, gps: true, comment: false });
  });
});

describe("the commands offered", () => {
  it("are the allowed ones and those whose refusal tells something", () => {
    const found = offered({ approve: { allowed: false, code: "SEAT_WAITING", why: "还没轮到您" }, transfer: { allowed: true }, claim: { allowed: false, code: "NOT_ALLOWED" } });
    expect(found.map((one) => [one.command, one.allowed])).toEqual([["approve", false], ["transfer", true]]);
  });
});

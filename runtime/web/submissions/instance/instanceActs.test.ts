import type { FlowDefinition, InstanceView } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { jumpsFrom, jumpTargets, menuOf } from "./instanceActs.ts";

const seat = (id: string, visit: string | undefined, state = "open") => ({ id, node: { id: "check", title: { zh: "复查", en: "Check" } }, state: "open", seat: { person: { id, name: id }, state }, mayAct: {}, ...(visit === undefined ? {} : { visit }) });
const yes = { allowed: true };
const instance = (tasks: readonly object[], mayAct: object, ...visits: readonly string[]) => ({ tasks, mayAct, open: visits.map((visit) => ({ visit, node: { id: visit.split("#")[0], title: { zh: visit, en: visit } }, state: "open", since: "" })) }) as unknown as InstanceView;

describe("what can be done with an instance", () => {
  it("stands in two groups, the administrator's last; refused commands are left out", () => {
    const found = menuOf(instance([seat("a", "check#1")], { cc: yes, withdraw: { allowed: false, code: "WITHDRAW_TOO_LATE" }, suspend: yes, jump: yes, terminate: yes }, "check#1"));
    expect(found).toEqual([{ key: "all", commands: ["cc"] }, { key: "admin", commands: ["suspend", "jump", "terminate"] }]);
  });
  it("has no jump where it stands nowhere", () => {
    expect(menuOf(instance([], { jump: yes }))).toEqual([]);
  });
  it("jumps from each step the flow stands at, told by who is asked there; a wait asks nobody", () => {
    expect(jumpsFrom(instance([seat("a", "check#1"), seat("b", "check#1", "waiting"), seat("c", "side#1")], {}, "check#1", "side#1", "cool#1")).map(({ visit, people }) => [visit, people.map((one) => one.id)])).toEqual([["check#1", ["a"]], ["side#1", ["c"]], ["cool#1", []]]);
  });
  it("jumps only to steps where people act", () => {
    const flow = { nodes: [{ id: "s", kind: "start" }, { id: "x", kind: "exclusive" }, { id: "f", kind: "fill" }, { id: "a", kind: "approval" }, { id: "e", kind: "end" }] } as unknown as FlowDefinition;
    expect(jumpTargets(flow).map((node) => node.id)).toEqual(["s", "f", "a"]);
  });
});

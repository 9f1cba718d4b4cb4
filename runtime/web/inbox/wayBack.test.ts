import type { FlowDefinition, InstanceView, TaskView } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { returnChoices } from "./returnChoices.ts";
import { takeBackFalls } from "./takeBackFalls.ts";

const title = (zh: string) => ({ zh, en: zh });
const text = (value: { zh: string } | string | undefined): string => (typeof value === "string" ? value : (value?.zh ?? ""));
const task = (node: string, who: string, more: Partial<TaskView> = {}): TaskView => ({ id: `i:${node}#1:${who}`, node: { id: node, title: title(node) }, state: "open", mayAct: {}, seat: { person: { id: who, name: who }, state: "open" }, ...more } as unknown as TaskView);
const flow = { nodes: [{ id: "start", title: title("申请") }, { id: "unit", title: title("单位审批") }, { id: "safety", title: title("安全审批") }, { id: "side", title: title("电气会签") }] } as unknown as FlowDefinition;

describe("the targets of a return", () => {
  const mine = task("safety", "me");
  const tasks = [mine, task("side", "赵敏")];
  it("stand nearest first, in titles, without the target itself among what is redone", () => {
    const found = returnChoices([{ node: "start", title: title("申请"), redone: ["start", "unit", "safety", "side"], supersededTasks: [mine.id, "i:side#1:赵敏"] }, { node: "unit", title: title("单位审批"), redone: ["unit", "safety"], supersededTasks: [mine.id] }], { task: mine, flow, tasks, text });
    expect(found).toEqual([
      { node: "unit", title: "单位审批", redone: ["安全审批"], falls: [], fallen: 0 },
      { node: "start", title: "申请", redone: ["单位审批", "安全审批", "电气会签"], falls: [{ step: "电气会签", names: ["赵敏"] }], fallen: 1 },
    ]);
  });
  it("count the tasks that fall where their names are not known", () => {
    expect(returnChoices([{ node: "start", supersededTasks: ["i:side#1:赵敏", "i:x#1:y"] }], { task: mine, flow: null, tasks, text })).toEqual([{ node: "start", title: "start", redone: [], falls: [], fallen: 2 }]);
  });
});

describe("what falls when a decision is taken back", () => {
  const history = [
    { seq: 3, command: "enter", node: { id: "side" }, by: null }, { seq: 3, command: "enter", node: { id: "unit" }, by: null },
    { seq: 5, command: "approve", node: { id: "unit" }, by: { id: "me", name: "我" } }, { seq: 5, command: "enter", node: { id: "safety" }, by: null },
  ];
  const instance = { history, tasks: [task("side", "赵敏"), task("safety", "王芳")] } as unknown as InstanceView;
  const names = (one: TaskView) => takeBackFalls(one, instance, "me").tasks.map((fallen) => fallen.seat.person.name);
  it("is nothing but the vote inside a step that still runs", () => {
    expect(takeBackFalls(task("unit", "me", { state: "done" }), instance, "me")).toEqual({ isOpenStep: true, tasks: [] });
  });
  it("is what that decision opened; a branch that ran already stays", () => {
    expect(names(task("unit", "me", { state: "done", closedAt: "2026-07-14T00:00:00Z" }))).toEqual(["王芳"]);
  });
  it("is what the server says, where it does", () => {
    expect(names(task("unit", "me", { state: "done", closedAt: "2026-07-14T00:00:00Z", mayAct: { takeBack: { allowed: true, targets: [{ node: "unit", supersededTasks: ["i:side#1:赵敏"] }] } } }))).toEqual(["赵敏"]);
  });
});

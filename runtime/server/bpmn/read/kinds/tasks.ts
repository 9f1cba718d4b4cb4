import type { FlowNode } from "@safeloop/engine";
import { textOf } from "../../xml/moddle.ts";
import { type Body, both, type ElementKind, type Seen } from "./elementKind.ts";

const whoAndWhat = both("须设置办理人和可填字段；若是审批，请改为审批节点。", "Set who does it and which fields it fills; where it is an approval, make it one.");

/** A person's task is a fill: only our extension says that a task is an approval, for BPMN has no vote. */
function fill(): Body {
  return { node: { kind: "fill", candidates: [], onNobody: "toAdmin", selfApproval: "allow", fields: { "*": "edit" } }, needsSetting: whoAndWhat };
}

/** What a machine does there is named as a webhook event; the receiver may be any system. */
function webhook(text: string | undefined): (seen: Seen) => Body {
  return ({ id }) => ({
    node: { kind: "act", act: { do: "webhook", event: id } },
    needsSetting: both("这一步由系统完成：请设置动作，现在只发出同名的 webhook 事件。", "A system does this: set the action; for now it sends a webhook event of that name."),
    ...(text === undefined ? {} : { text }),
  });
}

const person = ["fill", "approval"] satisfies FlowNode["kind"][];
const machine = ["act", "notify"] satisfies FlowNode["kind"][];

/** Tasks. */
export const taskKinds: readonly ElementKind[] = [
  { type: "bpmn:Task", carries: "any", draw: fill },
  { type: "bpmn:UserTask", carries: person, draw: fill },
  { type: "bpmn:ManualTask", carries: person, draw: fill },
  { type: "bpmn:ServiceTask", carries: machine, draw: webhook(undefined) },
  { type: "bpmn:ScriptTask", carries: machine, draw: (seen) => webhook(textOf(seen.element, "script"))(seen) },
  { type: "bpmn:BusinessRuleTask", carries: machine, draw: webhook(undefined) },
  {
    type: "bpmn:SendTask", carries: machine,
    draw: ({ title }) => ({ node: { kind: "notify", candidates: [], message: title }, needsSetting: both("须设置通知谁、说什么。", "Set who is told, and what.") }),
  },
  {
    type: "bpmn:ReceiveTask", carries: ["wait"],
    draw: ({ id }) => ({ node: { kind: "wait", until: { event: id, key: null } }, needsSetting: both("须设置等待哪个事件、以什么为键。", "Set which event it waits for, and its key.") }),
  },
];

import type { CodeTable } from "../table.ts";

/** Codes of trying a flow out: why a run cannot begin, and which acts it cannot take. */
export const simulateCodes = {
  SIMULATION_PERSON: { status: 422, params: ["person"], zh: "没有叫 {person} 的在用人员。请从人员列表里选择。", en: "There is no active person {person}. Choose one from the list of people." },
  SIMULATION_TIME: { status: 422, params: ["at"], zh: "{at} 不是可用的时刻或时长：须为整数毫秒，不倒退，一次最多十年。", en: "{at} is no usable instant or length of time: whole milliseconds, not backwards, at most ten years at once." },
  SIMULATION_FORM: { status: 422, params: ["what"], zh: "表单无法计算（{what}）。请先修正表单。", en: "The form cannot be evaluated ({what}). Correct the form first." },
  SIMULATION_NOT_BEGUN: { status: 409, params: [], zh: "模拟没有开始，原因见第一步。改正后重新开始。", en: "The run has not begun; its first step says why. Correct that and begin again." },
  SIMULATION_ACT: { status: 422, params: ["type"], zh: "没有“{type}”这种操作。", en: "There is no act \"{type}\"." },
  SIMULATION_NO_TASK: { status: 409, params: ["person", "node"], zh: "{person} 在“{node}”没有任务。请换人或换节点。", en: "{person} has no task at \"{node}\". Choose another person or step." },
  SIMULATION_NO_CHILD: { status: 409, params: ["visit"], zh: "{visit} 没有正在办理的子流程。", en: "{visit} has no child flow under way." },
  SIMULATION_NO_TIMER: { status: 409, params: [], zh: "没有等待到时的定时器。", en: "No timer is waiting to go off." },
  SIMULATION_TIMER_STUCK: { status: 409, params: ["timer"], zh: "定时器 {timer} 到时后没有变化，已跳过，避免反复触发。请检查它所属的步骤。", en: "Timer {timer} went off without effect and is passed over, so that it does not go off for ever. Look at the step it belongs to." },
  SIMULATION_NOTHING_TO_UNDO: { status: 409, params: [], zh: "没有可撤销的操作。", en: "There is nothing to undo." },
  FLOW_CASES_FULL: { status: 409, params: ["max"], zh: "一条流程最多存 {max} 个用例。先删除不再需要的。", en: "A flow keeps at most {max} cases. Delete those no longer needed first." },
  SIMULATION_TOO_LONG: { status: 422, params: ["max"], zh: "模拟超过 {max} 步，已停止。请缩短，或查看是否有不停触发的定时器。", en: "The run has more than {max} steps and was stopped. Shorten it, or look for a timer that goes off again and again." },
} as const satisfies CodeTable;

import type { CodeTable } from "../table.ts";

/** Codes of submissions, lists, tasks and permits as the server keeps them. */
export const submissionsCodes = {
  SUBMISSION_INVALID: { status: 422, params: ["count"], zh: "表单有 {count} 处需要改正，没有提交。请按 issues 中的位置逐项改正。", en: "The form has {count} things to correct and was not submitted. Correct each place listed in issues." },
  SUBMISSION_STALE: { status: 409, params: ["seen", "present"], zh: "您看到的是第 {seen} 版，现在是第 {present} 版，更改没有保存。请重新载入。", en: "You saw version {seen}; it is now {present}. Your change was not stored. Load it again." },
  SUBMISSION_LOCKED: { status: 409, params: ["state"], zh: "单据处于“{state}”，不能直接修改。请通过您的待办修改，或撤回后再改。", en: "The submission is in state \"{state}\" and cannot be edited directly. Edit it through your task, or withdraw it first." },
  REFERENCE_UNKNOWN: { status: 422, params: ["field", "id"], zh: "“{field}”引用的 {id} 不存在，或不在您的权限内。请重新选择。", en: "\"{field}\" refers to {id}, which does not exist or is outside your access. Choose again." },
  FILE_NOT_YOURS: { status: 422, params: ["field", "id"], zh: "“{field}”中的附件 {id} 不是您上传的，不能使用。请重新上传。", en: "The attachment {id} in \"{field}\" was not uploaded by you and cannot be used. Upload it again." },
  CAPTURED_IN_FUTURE: { status: 422, params: ["at"], zh: "填写时间 {at} 无效或在未来。请校准设备时钟后重试。", en: "The capture time {at} is malformed or lies in the future. Set the device's clock and retry." },
  LIST_FIELD: { status: 422, params: ["field"], zh: "不能按“{field}”筛选或排序：须先用 form 指定表单，且该字段在其列表字段中。", en: "Cannot filter or sort by \"{field}\": name one form, and a field that form lists." },
  LIST_VALUE: { status: 422, params: ["field", "value"], zh: "“{field}”的筛选值“{value}”不对。请按字段类型填写。", en: "The value \"{value}\" does not fit a filter on \"{field}\". Give one of the field's type." },
  LIST_SORT: { status: 422, params: ["sort"], zh: "不能按“{sort}”排序。", en: "Cannot sort by \"{sort}\"." },
  EXPORT_TOO_LARGE: { status: 422, params: ["rows", "max"], zh: "结果超过 {max} 行，不能一次导出。请缩小筛选范围。", en: "More than {max} rows match; they cannot be exported at once. Narrow the filter." },
  INSTANCE_SEQ: { status: 409, params: ["seen", "present"], zh: "流程已前进（您看到第 {seen} 步，现在第 {present} 步），操作没有执行。请查看最新状态。", en: "The flow has moved on (you saw step {seen}, it is at {present}); nothing was done. Look at the present state." },
} as const satisfies CodeTable;

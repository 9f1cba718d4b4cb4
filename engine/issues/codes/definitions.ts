import type { CodeTable } from "../table.ts";

/** Codes of drafting, publishing and retiring definitions. */
export const definitionsCodes = {
  DEF_INVALID: { status: 422, params: ["id", "count"], zh: "定义 {id} 有 {count} 处错误，没有保存或发布。请按 issues 中的位置逐项改正。", en: "The definition {id} has {count} faults and was not stored or published. Correct each place listed in issues." },
  DEF_SHAPE: { status: 422, params: ["field", "expected"], zh: "定义的“{field}”缺失或不对，应为{expected}。", en: "\"{field}\" of the definition is missing or wrong; expected {expected}." },
  DEF_TOO_DEEP: { status: 422, params: ["max"], zh: "内容嵌套超过 {max} 层。请减少嵌套。", en: "The content is nested more than {max} levels deep. Flatten it." },
  DEF_TOO_BIG: { status: 422, params: ["max"], zh: "定义超过 {max} 字节的上限。请拆分。", en: "The definition is over the limit of {max} bytes. Split it." },
  DEF_KEY_FORBIDDEN: { status: 422, params: ["key"], zh: "不能使用名称“{key}”。请改名。", en: "The name \"{key}\" may not be used. Rename it." },
  DEF_EXISTS: { status: 409, params: ["id"], zh: "定义 {id} 已存在。请换一个标识，或编辑原有的定义。", en: "There is already a definition {id}. Choose another id, or edit the present one." },
  DEF_STALE: { status: 412, params: ["id", "by"], zh: "定义 {id} 已被 {by} 修改，您的更改没有保存。请重新载入后再改。", en: "The definition {id} has been changed by {by}; your change was not stored. Load it again and redo the change." },
  DEF_ETAG_MISSING: { status: 428, params: [], zh: "缺少 If-Match 请求头。请带上读取草稿时得到的 etag。", en: "The header If-Match is missing. Send the etag you got with the draft." },
  DEF_NO_DRAFT: { status: 409, params: ["id"], zh: "定义 {id} 没有草稿可发布。请先保存草稿。", en: "The definition {id} has no draft to publish. Save a draft first." },
  DEF_IN_USE: { status: 409, params: ["id", "users"], zh: "定义 {id} 仍在使用：{users}。请先处理完它们，再停用。", en: "The definition {id} is still in use: {users}. Finish those first, then retire it." },
  DEF_REFERENCE: { status: 422, params: ["field", "id"], zh: "“{field}”引用了未发布的定义 {id}。请先发布它。", en: "\"{field}\" refers to {id}, which is not published. Publish that first." },
  DEF_MOVED: { status: 409, params: ["id", "other"], zh: "核对定义 {id} 的同时，{other} 又有了新版本，所以没有执行。请重试，系统会按新版本重新核对。", en: "While {id} was being checked, {other} got a new revision, so nothing was done. Try again; it is then checked against the new one." },
  FORM_BREAKS_RULE: { status: 422, params: ["rule", "id", "cause", "reasonZh", "reasonEn"], zh: "这样改，已发布的报警规则“{rule}”（{id}）就不能再按表单判断：{reasonZh}请保留规则所用的字段，或先修改并发布该规则。", en: "With this change the published rule \"{rule}\" ({id}) can no longer judge the form: {reasonEn} Keep the fields the rule uses, or first change and publish the rule." },
  FORM_BREAKS_FLOW: { status: 422, params: ["flow", "id", "cause", "reasonZh", "reasonEn"], zh: "这样改，已发布的流程“{flow}”（{id}）就不成立了：{reasonZh}请保留流程所用的内容，或先修改并发布该流程。", en: "With this change the published flow \"{flow}\" ({id}) no longer holds: {reasonEn} Keep what the flow uses, or first change and publish the flow." },
} as const satisfies CodeTable;

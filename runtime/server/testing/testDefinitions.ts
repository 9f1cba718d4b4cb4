import type { FlowDefinition, FormDefinition } from "@safeloop/engine";

const t = (zh: string, en: string): { zh: string; en: string } => ({ zh, en });

/** A small form with a listed field of each kind lists can hold. No flow names it. */
export const inspectionForm = {
  id: "test-inspection",
  revision: 1,
  title: t("巡检记录", "Inspection"),
  schema: {
    type: "object",
    properties: {
      what: { type: "string", "x-id": "what", "x-title": t("内容", "What"), maxLength: 4000 },
      severity: { type: "string", enum: ["low", "high"], "x-id": "severity", "x-title": t("程度", "Severity"), "x-kind": "choice", "x-enum": { low: t("一般", "Low"), high: t("重大", "High") } },
      pressure: { type: "number", "x-id": "pressure", "x-title": t("压力", "Pressure"), "x-kind": "number", "x-unit": "kPa" },
      where: { type: "object", "x-id": "where", "x-kind": "place", "x-title": t("地点", "Where") },
      team: { type: "array", items: { type: "string" }, "x-id": "team", "x-kind": "people", "x-title": t("人员", "Team") },
      photo: { type: "array", items: { type: "object" }, "x-id": "photo", "x-kind": "photo", "x-title": t("照片", "Photo") },
      doubled: { type: "number", "x-id": "doubled", "x-kind": "number", "x-title": t("两倍", "Doubled") },
    },
    required: ["what"],
  },
  ui: { sections: [{ id: "main", title: t("内容", "Content"), fields: ["what", "severity", "pressure", "where", "team", "photo", "doubled"] }] },
  logic: [{ target: "doubled", effect: "compute", expr: { "*": [{ var: "pressure" }, 2] } }],
  listFields: ["what", "severity", "pressure", "where", "team"],
  numbering: { pattern: "{site}-IN-{yyyymmdd}-{seq}", seqDigits: 3 },
} as unknown as FormDefinition;

/** The same fields, approved by the head of the base unit. */
export const reportForm = { ...inspectionForm, id: "test-report", title: t("隐患上报", "Report"), numbering: { pattern: "{site}-RP-{yyyymmdd}-{seq}" } } as FormDefinition;

export const reportFlow = {
  id: "test-report",
  revision: 1,
  title: t("上报审批", "Report approval"),
  form: { id: "test-report" },
  nodes: [
    { id: "start", kind: "start", title: t("填写", "Report"), fields: { "*": "edit" } },
    {
      id: "review", kind: "approval", title: t("主任审批", "Head reviews"), mode: "all", completion: "early", dedupe: "none",
      candidates: [{ kind: "role", role: "base-unit-head", at: "initiatorOrg" }, { kind: "role", role: "shift-leader", at: "initiatorOrg" }],
      onNobody: "toAdmin", selfApproval: "forbid", fields: { "*": "read", severity: "edit", pressure: "hidden", doubled: "hidden" }, onReject: { do: "end" },
      due: { after: "PT8H", remindAt: [50], onOver: "remind" },
    },
    { id: "end", kind: "end", title: t("结束", "End"), outcome: "approved" },
  ],
  edges: [{ id: "e1", from: "start", to: "review" }, { id: "e2", from: "review", to: "end" }],
  settings: { withdraw: "always", admin: [{ kind: "role", role: "admin", at: "$root" }] },
} as unknown as FlowDefinition;

/** A permit whose life an interlock stops and a timer ends. */
export const permitForm = {
  ...inspectionForm, id: "test-permit", title: t("动火票", "Hot work"), numbering: { pattern: "{site}-HW-{yyyymmdd}-{seq}" },
  schema: {
    type: "object",
    properties: {
      ...(inspectionForm.schema["properties"] as object),
      guardian: { type: "string", "x-id": "guardian", "x-kind": "person", "x-title": t("监护人", "Guardian") },
    },
    required: ["what", "where", "guardian"],
  },
  logic: [
    ...inspectionForm.logic,
    { id: "C-30", target: "where", effect: "check", on: "named", expr: { and: [{ "==": [{ var: "ctx.area.known" }, true] }, { "==": [{ var: "ctx.area.gasAlarms" }, 0] }] }, message: t("区域有气体报警", "Gas alarm in the area") },
  ],
} as unknown as FormDefinition;

export const permitFlow = {
  id: "test-permit",
  revision: 1,
  title: t("动火审批", "Hot work approval"),
  form: { id: "test-permit" },
  nodes: [
    { id: "start", kind: "start", title: t("申请", "Apply"), fields: { "*": "edit" } },
    {
      id: "approve", kind: "approval", title: t("安全部门审批", "Safety approves"), mode: "firstDecision", completion: "early", dedupe: "none",
      candidates: [{ kind: "role", role: "safety-dept", at: "initiatorOrg" }], exclude: [{ kind: "initiator" }, { kind: "field", field: "guardian" }], onNobody: "block", selfApproval: "forbid", fields: { "*": "read" }, onReject: { do: "end" },
    },
    { id: "end", kind: "end", title: t("批准", "Approved"), outcome: "approved" },
  ],
  edges: [{ id: "e1", from: "start", to: "approve" }, { id: "e2", from: "approve", to: "end" }],
  settings: { permit: true, withdraw: "beforeFirst", admin: [{ kind: "role", role: "admin", at: "$root" }] },
  life: {
    initial: "approved",
    states: [
      { id: "approved", title: t("已批准", "Approved"), tone: "waiting", timers: [{ id: "unused", after: "PT24H", from: "enter", whileIn: ["approved"], fires: "expire" }] },
      { id: "active", title: t("作业中", "Active"), tone: "live", timers: [{ id: "validity", after: "PT8H", from: { event: "start" }, whileIn: ["active", "suspended"], fires: "expire" }] },
      { id: "suspended", title: t("暂停", "Suspended"), tone: "stopped" },
      { id: "closed", title: t("已关闭", "Closed"), tone: "done", final: true },
      { id: "expired", title: t("过期", "Expired"), tone: "void", final: true },
    ],
    events: [
      { id: "start", title: t("开始", "Start"), from: ["approved"], to: "active", by: [{ kind: "initiator" }], checks: ["C-30"] },
      { id: "gas-alarm", title: t("气体报警", "Gas alarm"), from: ["active"], to: "suspended", by: "interlock", interlock: { causes: ["gas-alarm"], areaField: "where" } },
      { id: "resume", title: t("恢复", "Resume"), from: ["suspended"], to: "active", by: [{ kind: "initiator" }], checks: ["C-30"] },
      { id: "finish", title: t("完工", "Finish"), from: ["active", "suspended"], to: "closed", by: [{ kind: "initiator" }] },
      { id: "expire", title: t("到期", "Expire"), from: ["approved", "active", "suspended"], to: "expired", by: "timer" },
    ],
  },
} as unknown as FlowDefinition;

import type { Words } from "./i18n.ts";

/** Words of submissions: starting, filling, reading, lists. */
const submissions: Words = {
  gallery: { title: "发起一项（共 {{count}} 种表单）", crumb: "发起", filter: "表单名称", empty: "还没有已发布的表单。请管理员在设计里发布", load: "读取表单", counts: "{{fields}} 个字段 · {{checks}} 项检查" },
  category: { permit: "作业票", hazard: "隐患与风险", people: "人员", contractor: "承包商", emergency: "应急", equipment: "设备", warning: "预警", other: "其他" },
  draft: "草稿", recorded: "已登记", running: "办理中", suspended: "已暂停", isDraft: "这是一份草稿，还没有提交", goOn: "继续填写",
  fill: { load: "读取表单", notPublished: "这个表单还没有发布，不能填写", revision: "模板 v{{revision}}", submit: "提交", stopped: "先处理 {{count}} 项：", more: "还有 {{count}} 项", autosave: "填写后自动保存", saving: "正在保存", saved: "已保存 {{time}}", offline: "没有保存成功：连不上服务器", failed: "没有保存成功：{{why}}", leave: "还有内容没有保存成功，离开后会丢失。", restored: "已恢复 {{time}} 保存的草稿", fresh: "另填一份" },
  checks: { none: "正在检查", refused: "不予批准：共 {{count}} 项", clean: "检查全部通过", passed: "已通过 {{count}} 项", unfold: "展开", fold: "收起", ask: "检查", stopped: "还不能提交：共 {{count}} 项", mayGo: "可以提交", permit: { both: "{{now}} 项处理后才能提交，其余 {{later}} 项批准前满足", later: "还有 {{count}} 项，批准前都要满足" }, steps: { both: "{{now}} 项先处理，另有 {{later}} 项由后面的环节满足", later: "还有 {{count}} 项由后面的环节满足" }, stopsNow: "先处理", required: "必填", empty: "还有 {{count}} 项没有填：{{fields}}", unfit: "有误", comma: "、", colon: "：" },
  path: { permit: "审批路径", other: "办理路径" }, who: { permit: "谁会审批", other: "谁会办理" }, whoLead: "按现在填的内容，提交后依次找这些人", whoMaybe: "标“视情况”的环节，填完级别等内容后才能确定", whoAfter: "填写 {{fields}} 后确定", whoNone: "填写后才能算出会找谁", nobody: "找不到人", next: "接下来", system: "系统", round: "第 {{n}} 轮", voidRound: "第 {{n}} 轮，已作废", meNamed: "{{name}}（我）", waited: "已等 {{time}}", nowMark: "现在", expected: "预计 {{at}}", automatic: "自动", maybe: "视情况",
  grade: { title: "作业级别", declared: "申报", computed: "应为" },
  mine: { empty: "还没有发起过", start: "从表单发起第一份" },
  filter: "编号、标题、内容", sort: { label: "排序", "-createdAt": "最新在前", createdAt: "最早在前", number: "按编号" },
  column: { number: "编号", title: "标题", form: "表单", state: "状态", by: "发起人", due: "到期", created: "发起时间" },
  records: { title: "台账与记录", allForms: "全部表单", empty: "还没有“{{title}}”的记录" },
  hazards: { list: "哪一类", open: "{{count}} 项隐患未办结", none: "隐患都已办结", due: "{{today}} 项今天到期 · {{overdue}} 项超期", register: "登记隐患", empty: "还没有登记过" },
  fact: { submitted: "登记", captured: "现场时间", turn: "现在轮到", since: "{{state}}自", limit: "时限 {{time}}", used: "已用 {{percent}} %" },
  tab: { content: "内容", flow: "流程", talk: "沟通", files: "附件", audit: "审计" }, timeline: "经过与预计", loadOne: "读取内容",
  outcome: { approved: "已通过", rejected: "已驳回", cancelled: "已作废", withdrawn: "已撤回", closed: "已关闭", done: "已办结", terminated: "已终止" },
  stoppedBy: "{{by}} 于 {{at}} 暂停：", causes_one: "原因 {{count}} 项未解除", causes_other: "原因 {{count}} 项未解除", noComments: "还没有人发表意见", say: "写下意见，参与的人都能看到", noFiles: "没有附件",
  event: { ask: "{{event}} {{number}}？", leads: "之后的状态：{{state}}", ends: "之后的状态：{{state}}，不能恢复", reason: "原因", failing: "{{count}} 项不满足", list: "可做的操作" },
  menu: { ask: "{{command}} {{number}}？", withdraw: "回到申请环节，可以改后再提交。已有的意见保留。", cancel: "作废后不能再提交，记录保留。", suspend: "流程停住，任何人不能办理，直到恢复。", resume: "流程接着走，停住的时间不计入时限。", terminate: "流程到此为止，所有待办作废。不能恢复。", admin: "管理员" },
  did: { signs: { before: "前加签", after: "后加签", parallel: "并加签" }, transfer: "转给 {{name}}", delegate: "请 {{name}} 出意见", reduceSigner: "减去 {{name}}", cc: "抄送 {{names}}", to: "到“{{step}}”", audited: "记入审计", was: { approved: "原为同意", rejected: "原为驳回" }, children: "{{count}} 个", waited: { elapsed: "到时" }, years: "{{years}} 年的放假安排尚未公布", for: "代 {{name}}" },
  signature: { verified: "签名已核验", broken: "签名核验不通过", hash: "指纹 {{hash}}", means: "签字人、决定、意见、时间和单据都与签名时一致", warn_one: "{{count}} 个签名核验不通过：{{lines}}。", warn_other: "{{count}} 个签名核验不通过：{{lines}}。", why: "签字人、决定、意见、时间或单据与签名时不一致，不能作为凭据。请管理员核查。", audit: "查看审计" },
  cc: { title: "抄送 {{number}} 给谁？", lead: "对方可以查看和发表意见，不需要审批。", hint: "例如：请知悉，注意避让" },
  jump: { title: "跳转 {{number}}", warn: "跳转会越过流程设定，写入审计，相关的人会收到通知。", from: "从哪一步", to: "到哪一步", again: "重新开始", waitsFor: "在等 {{names}}", reasonHint: "为什么要跳转，审计时会看到" },
  audit: { at: "时间", by: "人员", what: "操作", step: "环节", comment: "意见" },
};
export default submissions;

import type { Words } from "@safeloop/web";

/** What changed between two versions, in words. */
const words: Words = {
  quoted: "“{{words}}”", subject: "{{kind}}{{name}}", inside: "{{owner}}的{{what}}", otherReading: "另一路读数", first: "最前", after: "在{{name}}之后",
  added: "新增{{what}}", addedIn: "在{{where}}新增{{what}}", addedField: "新增{{what}}（{{kind}}）到{{where}}", removed: "移除{{what}}", removedIn: "从{{where}}移除{{what}}", removedField: "从{{where}}移除{{what}}（{{kind}}）", with: "{{sentence}}，连同其中 {{count}} 项",
  moved: "{{what}}换了位置", movedTo: "{{what}}从{{from}}移到{{to}}", required: "将{{what}}改为必填", optional: "将{{what}}改为选填", renamed: "{{kind}}“{{was}}”改名为“{{now}}”", otherLanguage: "{{what}}改了另一种语言的名称", otherLanguageOf: "{{what}}改了另一种语言的{{prop}}",
  became: "{{what}}由 {{was}} 改为 {{now}}", edited: "{{what}}的{{prop}}由 {{was}} 改为 {{now}}", editedLong: "{{what}}的{{prop}}改了", set: "{{what}}设了{{prop}}：{{now}}", setLong: "{{what}}设了{{prop}}", unset: "{{what}}去掉了{{prop}}",
  order: { storage: "存放的先后变了，内容没有变", logicOrder: "{{what}}的规则先后变了", edge: "{{what}}之后的连线改了", drawn: "{{what}}的连线改了" }, path: "{{what}}的 {{path}} 改了", json: "{{path}} 改了",
  root: { form: "这张表单", flow: "这条流程", rule: "这条规则" },
  name: { thing: "已不存在的一项", one: "一个{{kind}}", rest: "其余字段", branch: "{{owner}}的分支", reminder: "{{owner}}的超时升级" },
  kind: { form: "表单", flow: "流程", rule: "规则", field: "字段", section: "分节", showing: "重复显示的字段", option: "选项", row: "检查行", check: "检查", effect: "联动", limit: "限值", node: "环节", branch: "分支", candidate: "找人方式", permission: "字段权限", reminder: "超时升级", state: "状态", timer: "定时", task: "任务", event: "操作", act: "动作", action: "动作", alias: "另一路读数", step: "升级通知", pack: "模板包", template: "模板", input: "参数" },
  limit: { H: "高报", HH: "高高报", L: "低报", LL: "低低报", upper: "上限", lower: "下限", of: "{{side}}（{{source}}）" },
  act: { setField: "填写字段", createSubmission: "新建单据", startFlow: "发起流程", raiseAlarm: "报警", ackAlarm: "确认报警", outOfService: "停用报警", interlock: "停作业票", interlockOver: "解除停票", notify: "通知", webhook: "外发事件", mqtt: "外发消息" },
  group: { form: "表单", flow: "流程", rule: "判断", loose: "没有分节的字段", any: "其他", limit: "限值", check: "检查", effect: "联动", action: "动作", alias: "另一路读数", step: "升级通知", pack: "其他" },
  prop: {
    any: {
      title: "名称", help: "说明", message: "文字", text: "文字", label: "名称", description: "说明", kind: "类型", key: "字段键", unit: "单位", required: "必填", requiredWhen: "必填条件", visible: "显示条件", readonly: "只读条件", compute: "计算", allowed: "可选范围", default: "默认值", min: "最小值", max: "最大值", minLength: "最少字数", maxLength: "最多字数", pattern: "格式", precision: "精度",
      "schema-type": "数据类型", "schema-minItems": "最少行数", "schema-maxItems": "最多行数", "schema-uniqueItems": "不许重复", "schema-format": "数据格式", columns: "每行列数", field: "字段", target: "对象", treatAs: "等同于", value: "值", star: "星号", expr: "条件", when: "何时", severity: "严重程度", gate: "把关", on: "何时判断", sourceStd: "依据的标准", edition: "标准年份", clause: "条款", confidence: "依据的把握", effectiveFrom: "生效日期", effectiveTo: "失效日期", legalFloor: "法定底线", role: "用途", conversion: "换算", listFields: "列表列", numbering: "编号", "numbering-pattern": "编号格式", "numbering-seqDigits": "流水号位数", category: "类别", "param-title": "填写项的名称", "param-unit": "填写项的单位",
      "source-std": "依据的标准", "source-edition": "标准年份", "source-clause": "条款", "source-confidence": "依据的把握", "ui-placeholder": "提示文字",
      candidates: "审批人", exclude: "排除的人", by: "谁可以操作", to: "去向", notify: "通知谁", weight: "票重", checks: "检查", signs: "签名字段", mandatory: "必经", onNobody: "无人可办时", selfApproval: "本人审批", mode: "方式", "vote-count": "通过票数", "vote-percent": "通过比例", "vote-vetoRoles": "有否决权的角色", "vote-strict": "须超过比例", rejectPolicy: "驳回方式", completion: "何时结束", dedupe: "重复审批", onReject: "驳回后", until: "等到什么", onOver: "超时后", repeat: "重复进入时", rows: "按哪张表", sync: "等子流程结束", complete: "子流程何时算完", onChildReject: "子流程驳回后", terminate: "立即结束全部", outcome: "结果", access: "权限",
      "evidence-signature": "手写签名", "evidence-comment": "须填意见", "evidence-photo": "须拍照", "evidence-password": "须输密码", "evidence-gpsWithin-field": "定位地点", "due-after": "时限", "due-dateField": "期限字段", "due-fromField": "起算字段", "due-remindAt": "提醒时刻", "due-onOver": "超时后", "due-transferTo": "转给谁", "returns-allow": "允许退回", "returns-targets": "可退回到", "returns-afterRepair": "改好后",
      "join-title": "汇合的名称", "join-mode": "汇合方式", "join-onFail": "分支失败后", "join-mandatory": "汇合必经", "settings-withdraw": "撤回", "settings-maxReturns": "最多退回次数", "settings-urgeEvery": "多久可催一次", "settings-calendar": "工作日历", "settings-permit": "作业票", "settings-admin": "流程管理员", "life-initial": "起始状态", "form-id": "所用表单", "form-sections": "填写的分节", "flow-id": "子流程", tone: "显示为", final: "终态", after: "多久以后", at: "到什么时候", from: "从哪里起", whileIn: "在哪些状态", fires: "触发的操作", remindBefore: "提前提醒", every: "多久一次", reason: "须写理由", quiet: "不另外通知", "interlock-causes": "联锁原因", "interlock-areaField": "联锁区域", afterS: "多久以后",
      "act-do": "动作", "act-field": "填写的字段", "act-value": "填写的值", "act-message": "通知内容", do: "动作", cause: "原因", radiusM: "半径（米）", permits: "停哪些票", form: "表单",
      condition: "触发条件", clear: "恢复条件", deadband: "死区", onDelayS: "触发延时", offDelayS: "恢复延时", onDelayReason: "延时理由", priority: "优先级", latch: "锁存", ackRequired: "须确认", suppressWhen: "不报条件", suppressHoldS: "不报保持", schedule: "启用时间", inhibitedBy: "被哪些规则抑制", staleAfterS: "多久没有数据算中断", gridS: "采样间隔", uncertain: "存疑读数", sop: "处置要点", linkedCamera: "关联摄像机", groupBy: "合并通知", announce: "何时通知", per: "按什么判断",
      "select-tags": "位号", "select-measurement": "测量类型", "select-area": "区域", "select-unit": "单位", "select-label": "标签", "select-medium": "介质", "select-assetClass": "设备类别", "select-form": "表单", "select-rows": "表格", tags: "位号", measurement: "测量类型", area: "区域", optional: "可以没有",
    },
    branch: { default: "默认分支", label: "名称", "~order": "优先次序" }, check: { message: "不通过时的文字" }, effect: { message: "文字" }, rule: { message: "报警文字" }, row: { text: "内容" }, node: { message: "通知内容" },
  },
  value: {
    none: "无", empty: "空", json: "见下方 JSON", seconds: "{{count}} 秒", minutes: "{{count}} 分钟", hours: "{{count}} 小时", days: "{{count}} 天", some: "任意 {{count}} 个", percentOfRange: "量程的 {{count}} %", percentOfLimit: "限值的 {{count}} %", returnTo: "退回“{{to}}”",
    dedupe: { none: "不合并", consecutive: "连续同一人合并", everSame: "同一人只审一次" }, rejectPolicy: { veto: "一票否决", vote: "按票数" }, severity: { block: "不让提交", warn: "只提醒" }, gate: { start: "开工前", entry: "每次开工前" }, on: { submit: "每次提交", named: "环节点名时" }, tone: { waiting: "等待", live: "进行中", stopped: "已停", done: "完成", void: "作废" },
    per: { tag: "逐个位号", area: "逐个区域", group: "逐组" }, withdraw: { beforeFirst: "首次审批前", always: "随时", never: "不可" }, confidence: { read: "已核对原文", known: "行业惯例", project: "系统默认", "read-verify": "待核实", "known-verify": "待核实" }, uncertain: { raiseOnly: "只报不恢复", bad: "按坏值" }, announce: { settled: "等读数到齐" }, repeat: { once: "只做一次", eachVisit: "每次都做" }, role: { pass: "放行", ban: "禁止", alarm: "报警", class: "分类" }, join: { all: "全部到齐", any: "任一到达" }, comment: { approve: "同意时", reject: "驳回时", return: "退回时" },
    measurement: { combustible: "可燃气体", toxic: "有毒气体", oxygen: "氧气", pressure: "压力", flow: "流量", temperature: "温度", level: "液位", vibration: "振动", "wind-speed": "风速", "wind-direction": "风向", current: "电流", power: "功率", dust: "粉尘", sound: "噪声", speed: "转速", quantity: "其他数值", state: "状态", "video-event": "视频事件", position: "位置", "log-event": "日志事件", "permit-count": "作业票数", "people-count": "人数", "alarm-count": "报警数", "record-count": "记录数", "form-report": "表单" },
  },
};

export default words;

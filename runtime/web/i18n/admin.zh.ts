import type { Words } from "./i18n.ts";

/** Words of the administration. */
const admin: Words = {
  title: "管理", sections: "管理分类",
  section: { people: "人员", org: "组织", areas: "区域", rosters: "值班表", tags: "位号", devices: "设备", tokens: "接口令牌", audit: "审计", webhooks: "事件推送", me: "我的账号", channels: "通知渠道" },
  readOnly: "只读：修改需要权限 {{permission}}",
  copied: "已复制", once: "只显示这一次", onceBody: "关闭后无法再看到。现在复制并保存到安全的地方。", saved: "我已保存，关闭", expires: "有效至 {{at}}",
  field: { zh: "中文名称", en: "英文名称", code: "编码", level: "层级", parent: "上级", org: "所属单位", risk: "风险等级", hazardClass: "危险源等级", gasZone: "爆炸危险分区", x: "西北角 x（m，向东）", y: "西北角 y（m，向南）", w: "东西宽（m）", h: "南北深（m）", login: "登录名", name: "姓名", roles: "角色", manager: "直接上级", status: "状态", title: "名称", permissions: "权限", expiry: "有效期至", url: "接收地址", events: "事件" },
  hazardClass: { "major-hazard-level-1": "一级重大危险源", "major-hazard-level-2": "二级重大危险源", "major-hazard-level-3": "三级重大危险源", "major-hazard-level-4": "四级重大危险源", "explosion-zone-0": "爆炸危险 0 区", "explosion-zone-1": "爆炸危险 1 区", "explosion-zone-2": "爆炸危险 2 区" },
  required: "必填", badCode: "只能用文字、数字和 . _ -", badLogin: "2 到 64 个字，只能用文字、数字和 . _ @ + -", badId: "字母或数字开头，可用字母、数字、_ -，最多 40 个", noPerson: "没有",
  done: "已保存",
  people: {
    lead: "{{active}} 人可登录，{{invited}} 人待激活，{{disabled}} 人停用", search: "姓名、登录名", role: "角色", allRoles: "全部角色", invite: "邀请人员", edit: "编辑 {{name}}", empty: "没有符合筛选的人员", allOrg: "全部单位",
    status: { active: "可登录", invited: "待激活", disabled: "停用" }, noRole: "没有角色，只能看自己的账号", certs: "证书", certNone: "没有登记证书", certExpired: "已过期", until: "有效至 {{at}}",
    disable: "停用", disableTitle: "停用 {{name}}？", disableBody: "{{name}} 的登录立即结束，不能再审批和签字。等他处理的待办不会自动转走，需要另行转交。可以随时恢复。",
    enable: "恢复", enableTitle: "恢复 {{name}}？", enableBody: "{{name}} 可以用原来的密码登录；没设过密码的，需要再发一次链接。",
    reset: "重置密码", resetTitle: "重置 {{name}} 的密码？", resetBody: "旧密码立即失效，所有登录结束。得到一个一次性链接，请当面或用可信渠道交给本人。", linkTitle: "{{name}} 的一次性链接", roleAt: "{{role}}（{{org}}）", addRole: "加一个角色", removeRole: "去掉这个角色", self: "不能停用自己",
    roleHint: "角色对所选单位及其下级有效", changes: "角色改变立即生效，已在等他处理的待办不变",
  },
  org: {
    lead: "{{units}} 个单位，{{areas}} 个区域", add: "添加单位", edit: "编辑 {{what}}", remove: "删除", removeTitle: "删除 {{what}}？", removeBody: "只有没有下级、人员和区域的单位才能删除。已有记录里的名称不变。", addBelow: "添加下级", people: "{{count}} 人", level: { group: "集团", company: "公司", site: "厂区", unit: "单位/车间", team: "班组" }, codeHint: "用于编号，例如 S1", tree: "组织树", none: "选一个单位查看和修改",
  },
  areas: { lead: "{{count}} 个区域，{{placed}} 个有坐标", add: "添加区域", edit: "编辑 {{what}}", removeTitle: "删除区域 {{what}}？", removeBody: "还有位号或作业票的区域不能删除。平面图上不再画出。", bounds: "平面图范围", boundsHint: "厂区坐标，x 向东，y 向南，单位 m。四个数都填才会画出", noBounds: "未填", empty: "还没有区域。区域带风险等级和位号，作业票按区域联锁", partial: "四个数要么都填，要么都不填" },
  tags: { lead: "{{count}} 个位号", import: "导入 CSV", export: "导出 CSV", template: "下载表头", choose: "选择 CSV 文件", checked: "检查结果：新增 {{created}} 个，更新 {{updated}} 个，{{issues}} 处错误", clean: "没有错误，可以导入", lineHead: "行", line: "第 {{line}} 行", column: "列", problem: "问题", doImport: "导入 {{count}} 个位号", doImportRest: "导入没有错误的 {{count}} 个", importTitle: "导入 {{count}} 个位号？", importBody: "新增 {{created}} 个，更新 {{updated}} 个。有错误的行不写入。改了单位或量程的位号，规则从下一个读数起按新值判断。", imported: "已导入：新增 {{created}}，更新 {{updated}}", nothing: "没有可导入的行", empty: "还没有位号。用 CSV 导入位号表", removeTitle: "停用位号 {{what}}？", removeBody: "不再接收读数，趋势保留。有规则点名使用的位号不能停用。", retire: "停用", computed: "平台统计", open: "趋势", head: "表头：{{columns}}" },
  devices: { lead: "{{count}} 台设备", add: "登记设备", id: "设备编号", seen: "连接", never: "从未连接", online: "在线，连接于", offline: "断线", secretTitle: "设备 {{what}} 的密钥", newSecret: "换密钥", newSecretTitle: "给 {{what}} 换密钥？", newSecretBody: "旧密钥立即失效，正在连接的设备会断开，直到填入新密钥。断开期间它的位号没有数据。", removeTitle: "删除设备 {{what}}？", removeBody: "设备不能再连接，它的位号将没有数据。历史数据保留。", empty: "还没有设备。登记网关后用密钥接入" },
  tokens: { lead: "{{count}} 个令牌", add: "新建令牌", secretTitle: "令牌 {{what}}", revoke: "吊销", revokeTitle: "吊销令牌 {{what}}？", revokeBody: "用它的程序立即收到 401，不能恢复。", never: "长期有效", by: "创建人", created: "创建时间", empty: "没有令牌。程序用令牌访问接口，权限不超过创建人", expired: "已过期", permsHint: "只给程序真正需要的权限" },
  audit: {
    lead: "谁在什么时候对什么做了什么，不能修改", verify: "校验全部记录", verifying: "正在校验", ok: "校验通过：{{entries}} 条记录首尾相连，没有被改动", okUnsealed: "另有 {{unsealed}} 条刚写入，还没有封存", bad: "校验不通过：第 {{seq}} 条起对不上（{{why}}）。保留现场，通知管理员和审计部门", badEmpty: "校验不通过：{{why}}",
    from: "从", to: "到", actor: "人员编号", action: "动作，如 task.", subject: "对象编号", empty: "这段条件下没有记录", seq: "序号", at: "时间", who: "谁", what: "动作", on: "对象", detail: "详情", unsealed: "未封存", hash: "校验码", system: "系统", ip: "来自 {{ip}}",
    refused: "{{what}}（被拒）", ignored: "{{what}}（没有生效）", event: "作业票 · {{event}}",
    whole: { "session-create": "登录", "session-end": "退出登录", "session-refused": "登录被拒", "submission-create": "提交单据", "submission-draft": "保存草稿", "instance-start": "发起流程", "instance-timer": "流程 · 到时自动执行", "instance-event": "作业票 · 操作", "instance-outsideEvent": "流程 · 收到等待的事件", "instance-child": "流程 · 子流程结束", "instance-parent": "流程 · 上级流程通知", "instance-migrate": "流程 · 迁移到新版本", "instance-migrateUndo": "流程 · 撤销迁移", "event-write": "外部事件" },
    noun: { absence: "不在岗", alarm: "报警", asset: "台账设备", device: "设备", file: "附件", flows: "流程定义", forms: "表单", instance: "流程", "org-area": "区域", "org-unit": "单位", pack: "模板包", password: "密码", permit: "作业票", person: "人员", roster: "值班表", silence: "静默", rules: "报警规则", tag: "位号", task: "待办", tenant: "租户", token: "接口令牌", webhook: "推送地址", channel: "通知渠道", delivery: "通知投递" },
    verb: { ack: "确认", addSigner: "加签", advise: "给出意见", amend: "更正", announce: "再次提示", approve: "同意", assign: "指派", cancel: "作废", change: "修改", claim: "认领", clear: "恢复", close: "关闭", comment: "写意见", create: "新建", delegate: "委派", delete: "删除", disable: "停用", dispose: "处置", draft: "存草稿", draftDropped: "丢弃草稿", enable: "恢复", end: "结束", escalate: "升级", import: "导入", inService: "恢复使用", install: "安装", interlock: "联锁暂停", interlockCause: "增加联锁原因", interlockFailed: "联锁没有完成", interlockOver: "联锁原因解除", invite: "邀请", outOfService: "停用", priority: "改优先级", publish: "发布", raise: "触发", redeliver: "重发", reduceSigner: "减签", reject: "驳回", reset: "复位", "reset-password": "重置密码", resetSecret: "换密钥", resume: "恢复", retire: "停用", return: "退回", revoke: "吊销", set: "设定", shelve: "搁置", submit: "提交", suppress: "设计抑制", suspend: "暂停", takeBack: "拿回", terminate: "终止", transfer: "转办", unclaim: "退还", unconfirm: "待重新确认", undelegate: "收回委派", unshelve: "取消搁置", unsuppress: "解除抑制", urge: "催办", withdraw: "撤回", cc: "抄送", jump: "跳转", test: "试发" },
    life: { start: "开工", pause: "暂停", "guardian-left": "监护人离岗", "gas-alarm": "气体报警", weather: "恶劣天气", "area-evacuation": "区域撤离", fire: "火情", "site-alarm": "视频或定位报警", end: "提前结束", credential: "证件或承包商失效", "gas-overdue": "气体分析超过一天", "break-over": "中断超过限值", resume: "复工", finish: "完工", "watch-over": "看守时间已到", "leader-sign": "作业负责人验收签字", accept: "验收", expire: "到期", revoke: "条件变更收回", "revoke-violation": "严重违章收回", begin: "开始停用", restore: "确认恢复", cancel: "作废", over: "停用时间到", "give-up": "超过三天未确认", lapse: "过期未用", "cancel-ticket": "作废" },
    of: { alarm: "报警", area: "区域", asset: "台账设备", cause: "联锁原因", device: "设备", file: "附件", flows: "流程定义", forms: "表单", instance: "流程", pack: "模板包", person: "人员", roster: "值班表", silence: "静默", rules: "报警规则", submission: "单据", tag: "位号", tenant: "租户", token: "接口令牌", unit: "单位", webhook: "推送地址", channel: "通知渠道", delivery: "通知投递" },
    why: { "a row is missing": "少了记录", "the row was changed": "记录被改过", "the link to the row before is broken": "与前一条接不上" },
  },
  rosters: {
    lead_one: "{{count}} 张值班表，现在都有人值班", lead_other: "{{count}} 张值班表，现在都有人值班", leadUncovered_one: "{{count}} 张值班表，{{uncovered}} 张现在无人值班", leadUncovered_other: "{{count}} 张值班表，{{uncovered}} 张现在无人值班", add: "新建值班表", edit: "修改", editTitle: "修改值班表 {{what}}", empty: "还没有值班表。报警通知岗位的所有人员", emptyHint: "建立值班表后，报警先通知当班的人；当班无人时仍通知全部岗位人员", now: "现在值班：{{names}}", nobody: "现在无人值班，通知该岗位的所有人员", and: "、",
    removeTitle: "删除值班表“{{what}}”？", removeBody: "此后报警通知该岗位的所有人员，流程中的“当班人员”找不到人。", shift: "班次", shiftName: "班次名称", from: "开始", to: "结束", people: "人员", date: "日期", minutes: "分钟", gap: "无人", changed: "临时调整", badTime: "时:分，如 08:00",
    handover: "交接时间", handoverHint: "交接期间，交班和接班的人都会收到通知", handoverNote: "交接 {{min}} 分钟，两班都收到通知", addShift: "添加班次", removeShift: "删除这个班次", exceptions: "临时调整", exceptionsHint: "某一天某个班次换成别的人；不选人表示无人", addException: "添加调整", removeException: "删除这条调整", day: { 1: "周一", 2: "周二", 3: "周三", 4: "周四", 5: "周五", 6: "周六", 7: "周日" },
  },
  webhooks: { lead: "{{count}} 个推送地址", add: "添加地址", secretTitle: "签名密钥", removeTitle: "删除推送 {{what}}？", removeBody: "对方不再收到事件，还在重试的也停止。", empty: "没有推送地址。其他系统用它接收报警和作业票事件", deliveries: "最近投递", deliveriesOf: "投递记录", resend: "重发", noDeliveries: "还没有投递", state: { pending: "等待", done: "已送达", dead: "多次失败，已放弃", sending: "发送中", failed: "失败，将重试" }, tries: "{{count}} 次", event: { "*": "全部事件", "alarm.raised": "报警触发", "alarm.cleared": "报警恢复", "alarm.acknowledged": "报警确认", "permit.suspended": "作业票暂停", "submission.created": "记录提交", "instance.ended": "流程结束", "flow.event": "流程事件" }, badUrl: "以 https:// 开头的公网地址", created: "添加时间" },
  me: { lead: "{{name}}", org: "所属单位", roles: "角色", permissions: "权限 {{count}} 项", password: "修改密码", certs: "我的证书", manager: "直接上级" },
};
export default admin;

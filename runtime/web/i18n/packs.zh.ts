import type { Words } from "./i18n.ts";

/** Words of the template gallery, of upgrades and of what a plant makes of a pack. */
const packs: Words = {
  head: "模板库", headline: "{{templates}} 个模板 · 已装 {{installed}} · {{upgradable}} 个包可升级", loading: "正在读取模板", search: "名称、标准号", all: "全部", comma: "、",
  category: { permit: "作业票", hazard: "隐患", people: "人员", contractor: "承包商", emergency: "应急", equipment: "设备", warning: "预警", local: "本厂自建" },
  counts: { fields: "{{count}} 字段", nodes: "{{count}} 环节", checks: "{{count}} 检查", rules: "{{count}} 条规则" },
  state: { label: "安装状态", all: "全部状态", installed: "已装", upgrade: "可升级", absent: "未装" },
  chip: { installed: "已装", upgrade: "可升级 {{version}}", absent: "未装" },
  version: { installed: "已装 {{version}}", available: "可升级到 {{version}}", absent: "未装，可装 {{version}}", to: "到" },
  none: "没有模板。安装模板包后在这里选用", filtered: "筛选后没有模板", noBasis: "企业规范",
  fact: { pack: "模板包", version: "版本", basis: "依据", contains: "包含", form: "表单", inputs: "参数", needs: "需要", changes: "本厂改动", publisher: "发布者", signature: "签名", published: "已发布 r{{revision}}", notPublished: "未发布" },
  use: "用这个模板发起", inUse: "在用", noForm: "预警模板没有表单，规则发布后自动判断", notYet: "表单还没有发布，不能发起", notInstalled: "安装后可以发起", select: "选一个模板看详情", design: "看表单", flow: "看流程", rule: "看规则",
  act: { import: "导入", install: "安装", review: "审阅升级", changes: "本厂改动", export: "导出", board: "下属单位", upgrades_one: "查看 {{count}} 个升级", upgrades_other: "查看 {{count}} 个升级" },
  adoptBy: "上级要求在 {{at}} 前接受新版本",
  needs: { met: "都已具备", lacking: "缺 {{count}} 项", tags: "没有这些测量的位号：{{what}}。装上后相关规则没有数据，不会判断", roles: "没有人担任：{{what}}。装上后相关环节没有审批人" },
  sign: { product: "随产品发布", upstream: "上级单位下发", none: "没有签名", trusted: "{{name}} 签名，已信任", unknown: "{{name}} 签名，尚未信任", at: "签于 {{at}}" },
  install: { title: "安装 {{what}} {{version}}", body: "装上 {{count}} 个模板，立即可用。以后可以按本厂情况改动。", requires: "同时需要：{{packs}}。没有装的会一起装上", above: "参数由上级单位填写", pick: "请选择", nothing: "没有可选的", atMost: "最长 {{max}}" },
  import: {
    title: "导入模板包", choose: "选择文件", other: "换一个文件", hint: "一个 .zip 模板包，最大 20 MB", take: "导入 {{version}}", faults: "逐条问题", warned: "提醒", clean: "检查通过，没有问题", warnings: "检查通过，有 {{count}} 处提醒",
    counts: { templates: "{{count}} 个模板", forms: "{{count}} 个表单", flows: "{{count}} 个流程", rules: "{{count}} 条规则", cases: "{{count}} 个用例全部通过" },
    trust: "信任“{{name}}”，导入时加入可信发布者", trustBody: "以后用这个签名的包都算可信，可以更新同名的包。先向对方核对下面的指纹。", unsigned: "这个包没有签名，无法确认是谁写的、有没有被改过。集团标准包必须有可信签名。",
  },
  review: {
    title: "升级 {{from}} → {{to}}", left: "还有 {{count}} 处要选择", ready: "可直接接受", accept: "接受升级", accepted: "已接受升级", anew: "全部重选", acceptTitle: "接受 {{version}}？", asks: "{{version}} 版有要填写的参数", goOn: "继续", back: "回到模板库",
    absent: "{{what}} 还没有安装", current: "{{what}} 没有等待接受的新版本（现有 {{version}}）", unknown: "没有这个模板包", moved: "{{why}} 下面是现在的方案，之前的选择已清空。",
    then: { merged: "{{count}} 处上级的变化自动并入", decided: "{{count}} 处按已作的选择执行", running: "{{count}} 张在场单据保持 {{version}} 到关闭", back: "接受后可以一键退回 {{version}}" },
    counters: "升级概要", count: { merged: "处自动合并", open: "处要选择", orphans: "处落空，已保留", locks: "处锁定有变", running: "张在场单据不受影响" },
    countSays: { merged: "双方没有改同一处", open: "双方都改了", orphans: "上级移除了改动的目标", locks: "上级锁得更严", running: "保持原版本到关闭" },
    lines: "变化 {{count}} 处", keys: "↑ ↓ 选择", line: { open: "要选择", orphan: "目标不在了", lock: "锁定", merged: "自动合并" }, took: { mine: "已选：保留本厂", theirs: "已选：采用上级", edit: "已选：另写" },
    none: "没有要看的变化", noneHint: "新版本与本厂现用的内容相同，可直接接受", nth: "要选择 {{at}} / {{of}}", pick: "选择哪一个", take: "采用此选择，看下一处", skip: "跳过", canGoBack: "接受后可一键退回 {{version}}", where: "在哪里", also: "同时涉及：{{what}}",
  },
  side: { was: "原来的上级版", mine: "本厂", theirs: "上级新版", ours: "本厂改动", keep: "保留本厂", take: "采用上级", edit: "另写一个值", editSays: "比上级更松的值会被拒绝，并给出条款", inDesigner: "这一处不能在这里另写。先保留或采用，再到设计器里改。", whole: { mine: "本厂的这一处改动继续有效", theirs: "上级新版有效，本厂的改动搁置备查" } },
  what: { added: "{{version}} 新增", removed: "{{version}} 移除", restored: "{{version}} 恢复", edited: "{{version}} 修改了内容", moved: "{{version}} 移动了位置", retyped: "{{version}} 换了类型" },
  code: { SUBSUMED: "上级更严", COMBINED: "合并生效", CONVERGED: "已一致", NEW_IN_BASE: "上级新增", LOCK_RAISED: "锁定", ORPHAN: "目标不在了", ANCHOR_LOST: "位置不在了" },
  codeSays: {
    BOTH_CHANGED: "上级和本厂都改了这一处，改得不一样。", BOTH_MOVED: "上级和本厂把它移到了不同的地方。", BOTH_ADDED: "上级和本厂各加了一个同名的。", REMOVED_HERE_CHANGED_THERE: "本厂移除了它，上级却改了它。", CONTAINER_GONE: "上级移除了它所在的部分。",
    CYCLE: "两边的移动合在一起会互相包含。", KIND_CLASH: "上级换了它的类型，本厂的改动放不上去。", ORPHAN_REVIVED: "以前落空的改动，目标又回来了。", LOCK_NEW: "上级锁定了这一处，本厂的改动不再允许。", INCOMPARABLE: "分不出哪一个更严，不能自动合并。",
    ANCHOR_LOST_FLOW: "本厂加的环节接在上级已移除的环节上。", INVALID: "这样合并后定义有错误。", REF_BROKEN: "这样合并后有引用落空。", CASE_FAILED: "这样合并后有用例不通过。",
    ORPHAN: "上级在 {{to}} 移除了它。本厂的改动没有作用，保留备查。", SUBSUMED: "上级现在更严，本厂的值暂不生效，按上级的执行。", COMBINED: "两边的要求合在一起生效，取更严的。", CONVERGED: "上级现在与本厂一致。", ANCHOR_LOST: "原来的位置不在了，已放到最近的位置。", LOCK_RAISED: "上级在 {{to}} 把这一处锁得更严。", NEW_IN_BASE: "上级在 {{to}} 新增。",
  },
  kindOf: { form: "表单", flow: "流程", rule: "报警规则", pack: "模板包" },
  kind: { form: "表单", flow: "流程", rule: "报警规则", pack: "模板包", field: "字段", section: "分节", page: "页", limit: "限值", check: "检查", effect: "联动", showing: "重复显示", node: "环节", edge: "连线", state: "状态", event: "操作", timer: "定时", task: "任务", candidate: "审批人", option: "选项", measure: "措施", step: "步骤" },
  badge: { inherited: "继承", changed: "已改", tightened: "收紧", added: "新增", removed: "已移除", subsumed: "暂不生效", converged: "与上级一致", orphan: "目标不在了", fixed: "锁定", tightenOnly: "仅可收紧" },
  badgeSays: { inherited: "与上级相同", changed: "本厂改过", tightened: "本厂比上级更严", added: "本厂加的", removed: "本厂移除的", subsumed: "上级更严，本厂的值暂不生效", converged: "上级已改成与本厂相同", orphan: "上级移除了它，本厂的改动保留备查", fixed: "上级锁定，本级不能改", tightenOnly: "本级只能改得更严" },
  changes: {
    title: "{{what}} · 本厂改动", lead: "{{version}} · 本厂改动 {{own}} 处 · 上级锁定 {{locked}} 处", count: "{{count}} 处改动", filter: { own: "本厂改动", locked: "锁定", all: "全部" }, search: "名称、表单", none: "本厂没有改动", noneHint: "在设计器里改表单、流程或规则并发布，改动就列在这里",
    prop: "属性", upper: "上级", mine: "本厂", effective: "生效", idle: "本厂的值暂不生效，保留备查",
  },
  history: { title: "经过", install: "安装 {{version}}", edit: "本厂改动（{{version}}）", upgrade: "升级到 {{version}}", rollback: "退回 {{version}}", inForce: "现在生效" },
  back: { act: "退回", title: "退回上一个状态？", body: "上一个状态立即重新生效，在场单据不变。现在的状态仍在经过里，可以再退回来。", reason: "原因（记入审计）" },
  board: {
    title: "下属单位", lead: "{{tenants}} 个单位 · {{pending}} 个包待接受 · {{overdue}} 个逾期 · {{drift}} 处改动", none: "没有下属单位", noneHint: "新建后，它的模板包由本单位下发，人员和记录互不可见", add: "新建下属单位", addSays: "它有自己的人员和记录，别人看不到。模板包由本单位下发。",
    adminName: "管理员姓名", adminLogin: "管理员登录名", link: "下属单位管理员的一次性链接", linkSays: "请当面或用可信渠道交给对方。对方打开后设密码。", tenant: "单位", pending: "待接受", pendingSince: "待接受，自 {{at}}", overdue: "逾期未接受", noDrift: "没有改动", overridden: "改得最多的地方", overriddenSays: "两个以上单位都改了的", noOverridden: "没有两个单位都改的地方", by: "{{of}} 家中 {{by}} 家改了",
  },
  value: { absent: "没有", empty: "空" }, language: { zh: "中文", en: "英文" },
  prop: { in: "{{name}}（{{language}}）", title: "名称", text: "文字", message: "提示", label: "标签", help: "说明", value: "值", expr: "条件", when: "何时", required: "必填", severity: "严重程度", priority: "优先级", exist: "存在", place: "位置" },
};
export default packs;

import type { Words } from "@safeloop/web";

/** Trying a flow out. */
const words: Words = {
  said: "模拟",
  fault: "没有模拟成",
  blocked: "还有 {{count}} 个错误，流程走不通。先在“设计”里改好，再来模拟。",
  keys: "T 开关模拟 · 空格 播放 · R 重来 · L 日志",
  progress: "已走 {{walked}} 个环节 · 没有走 {{skipped}} 个",
  banner: {
    title: "正在模拟", nothing: "只是模拟，不会发送任何东西", data: "数据：{{data}}", source: { sample: "模板示例", record: "单据", own: "自填", empty: "空白" }, by: "发起人：{{name}}", me: "本人",
    clock: "时钟：{{at}}", clockAhead: "时钟：{{at}}（已快进 {{time}}）", changeData: "换数据", changePerson: "换人", end: "结束模拟",
  },
  play: { label: "模拟控制", play: "播放", pause: "暂停", space: "空格", step: "单步", undo: "退回一步", reset: "重来", hour: "+1 小时", toTimer: "到下一个时限", speed: "速度", at: { slow: "慢", normal: "1×", fast: "4×" } },
  stands: { label: "停在哪里", waits: "在“{{step}}”停住，等 {{names}} 决定", life: "审批已完成，现在是“{{state}}”", ended: "流程结束：{{outcome}}", outside: "没有人要办，等时间或外部事件" },
  decide: { as: "扮演", for: "代他{{act}}", fill: "填写后提交", to: "退到“{{step}}”" },
  outside: { advance: "快进到{{what}}（还有 {{time}}）", timer: { due: "时限", remind: "提醒", over: "超时", overdue: "超期通知", wait: "等待结束", taskOpen: "任务开始", other: "下一个时限" }, event: "事件“{{name}}”发生", child: "子流程结束：{{outcome}}" },
  choose: { title: "让流程走“{{branch}}”", set: "把“{{field}}”改为 {{value}}", ok: "改数据", none: "没有简单的改法能走到这里（条件由计算得出，或与其他字段有关）。用“换数据”试", already: "按现在的数据就会走这里", over: "流程已结束，重来后再选" },
  person: { label: "人员", placeholder: "按姓名选择" },
  fill: { title: "代办“{{step}}”", ok: "提交" },
  data: { title: "用什么数据模拟", ok: "用这些数据重新开始", from: "数据来源", sample: "模板示例", record: "已有单据", empty: "空白", noRecord: "还没有这种单据" },
  log: {
    title: "会发生什么", pane: "看什么", count: "{{steps}} 步 · {{notices}} 条通知（未发出）", empty: "按“单步”或“播放”开始", export: "导出轨迹", colon: "：", comma: "，", played: "扮演", filled: "填了 {{fields}}",
    begin: "开始填写", refused: "被拒绝", event: "收到事件“{{name}}”", eventIgnored: "事件“{{name}}”没有人等，不起作用", child: "子流程结束：{{outcome}}", advanced: "时钟走到 {{at}}", lifeTimer: "定时到",
    timer: { due: "“{{step}}”时限到", remind: "提醒“{{step}}”", over: "“{{step}}”超时", overdue: "“{{step}}”超期通知", wait: "“{{step}}”等待结束", taskOpen: "“{{step}}”开始" },
    holds: "条件“{{condition}}”成立，走“{{branch}}”", default: "其他条件都不成立，走“{{branch}}”", stuck: "“{{step}}”停住", asks: "等 {{names}}", dueAt: "时限 {{at}}", notice: "将通知 {{names}}：{{message}}",
    effect: { webhook: "将推送事件 {{what}}", mqtt: "将发布到 {{what}}", createSubmission: "将新建单据 {{what}}", startFlow: "将启动流程 {{what}}", startChild: "将启动子流程", setField: "将写入字段", raiseAlarm: "将触发报警 {{what}}", ackAlarm: "将确认报警 {{what}}", interlock: "将暂停区域内的作业票", interlockOver: "将解除联锁原因", outOfService: "将停用报警", disposalTask: "将打开处置单", emergencyPrompt: "将提示启动应急", other: "将执行 {{kind}}" },
    life: "状态变为“{{state}}”", end: "流程结束", outcome: { approved: "通过", rejected: "驳回", cancelled: "作废", withdrawn: "撤回", terminated: "终止", closed: "关闭", done: "办结" },
  },
  case: {
    tab: "用例 {{count}}", title: "用例", save: "存为用例", lead: "以后每次改流程，都用这一次的经过再走一遍，看结果是否一样。", name: "用例名称", nameHint: "一句话说清行为，例如“特级动火由主管领导批”", expects: "再走时核对", expect: { state: "每一步之后的状态", asked: "轮到谁办", told: "通知了谁", timers: "时限与提醒", effects: "执行的动作", data: "最后的数据" },
    none: "还没有用例。走一遍，点“存为用例”", run: "全部再走一遍", running: "正在核对用例…", summary: "{{count}} 个用例，{{passed}} 个通过", passed: "通过", failed: "不通过", unknown: "未核对", made: "{{steps}} 步 · {{who}} · {{at}}", remove: "删除用例", removeAsk: "删除用例“{{title}}”？", removeBody: "以后改流程时不再核对它。",
    atStep: "第 {{step}} 步：{{what}}", differs: "{{subject}} 现在是 {{found}}，应为 {{wanted}}", about: { state: "状态", "open-nodes": "停留的环节", told: "通知的人", effects: "执行的动作", refusal: "拒绝原因", "holders-of": "“{{step}}”的办理人", timer: "“{{step}}”的时限" },
    noteGood: "{{count}} 个用例全部通过", noteBad: "{{of}} 个用例中 {{count}} 个不通过：{{titles}}。不妨碍发布，先看清楚是不是要改的", noteUnknown: "用例没有核对成，不知道是否还通过",
  },
};

export default words;

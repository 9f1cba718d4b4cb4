import type { Words } from "@safeloop/web";

const words: Words = {
  comma: "、", yes: "是", no: "否", value: "值", and: "并且", or: "或者", always: "总是成立", never: "总不成立", comparison: "比较", bracket: "（{{words}}）",
  span: { s: "{{count}} 秒", min: "{{count}} 分钟", h: "{{count}} 小时", d: "{{count}} 天" }, unit: { s: "秒", min: "分钟", h: "小时", d: "天" }, unitOf: "{{what}}的单位",
  per: { s: "秒", min: "分钟", h: "小时" }, perUnit: "每{{per}}", perLabel: "速率按", quality: { good: "良好", uncertain: "可疑", bad: "坏" },
  term: {
    of: "{{input}} 的{{words}}", value: "读数", prev: "上一个读数", age: "无数据时间", quality: "数据质量",
    avg: "{{span}}内的平均值", min: "{{span}}内的最小值", max: "{{span}}内的最大值", rise: "{{span}}内的升幅", sum: "{{span}}内的总和", median: "{{span}}内的中位数", stddev: "{{span}}内的标准差", ewma: "平滑值（时间常数 {{span}}）",
    rate: "{{span}}内每{{per}}的变化", count: "{{span}}内的读数个数", countWhere: "{{span}}内满足“{{where}}”的读数个数",
    event: "事件的“{{field}}”", latest: "最近一次的“{{field}}”", form_event: "这一份的“{{field}}”", form_latest: "最近一份的“{{field}}”", form_count: "{{span}}内的份数", form_countWhere: "{{span}}内“{{where}}”的份数",
    area_permits_count: "本区域有效作业票数（{{of}}）", area_alarms_count: "本区域未恢复的 {{of}} 报警数", area_records_open: "本区域未关闭的“{{of}}”数", area_people: "本区域人数",
    design: "设计值“{{name}}”", range_min: "量程下限", range_max: "量程上限", range_span: "量程宽度", abs: "|{{x}}|", min2: "{{all}} 中最小的", max2: "{{all}} 中最大的",
  },
  limitBy: { medium: "按介质的限值（{{count}} 个）", assetClass: "按设备类别的限值（{{count}} 个）", label: "按标签的限值（{{count}} 个）" }, limitGone: "没有这个限值",
  members: { selected: "所选位号", set: "“{{set}}”", near: "{{points}}（{{metres}} m 内）" },
  holds: "{{term}} 成立", inHours: "在“{{calendar}}”的时间内", between: "{{term}} 在 {{low}} 与 {{high}} 之间", not: "不满足（{{what}}）", choice: "若 {{when}} 则 {{then}}，否则 {{rest}}",
  lastN: "最近 {{n}} 个中至少 {{k}} 个满足：{{what}}", kOfN: "{{members}}中至少 {{k}} 个满足：{{what}}", kOfNWithin: "{{members}}中至少 {{k}} 个在 {{span}}内满足：{{what}}", notBefore: "不满足（", notAfter: "）",
  badJson: "第 {{line}} 行第 {{column}} 列读不懂，仍用上一次的条件", jsonPart: "JSON 条件", rawNote: "这一段用 JSON 编辑，原样保留", alsoInTree: "在“条件树”里可以逐项修改",
  ownTag: "本位号", input: "哪个输入", window: "时间窗", countWhere: "只数哪些读数", eventField: "事件字段", designHint: "例如 pressure", designName: "设计值名称", rangePart: "量程的哪一端", areaHint: "流程标识，* 为全部", areaOf: "数什么",
  what: "比较什么", with: "与什么比较", limits: "限值", newLimit: "＋ 新限值", others: "其他", operand: { number: "数字", text: "文字", term: "另一个量" }, limitOp: "限值的比较", limitUnit: "单位",
  limitTitle: "限值 {{label}}", limitUnused: "条件没有用到", limitRemove: "移除",
  group: { now: "此刻", time: "一段时间", area: "本区域", own: "位号自己的", more: "其他" },
  choice_: {
    value: "读数", prev: "上一个读数", age: "无数据时间", quality: "数据质量", avg: "平均值", min: "最小值（持续在以上）", max: "最大值（持续在以下）", rise: "升幅", sum: "总和", median: "中位数", stddev: "标准差", ewma: "平滑值",
    rate: "变化速率", count: "次数", event: "事件字段", latest: "最近一次的字段", area_permits_count: "有效作业票数", area_alarms_count: "报警数", area_records_open: "未关闭记录数", area_people: "人数", design: "设计值", range: "量程", difference: "与另一个读数之差", other: "JSON", literal: "数字或文字", limit: "限值",
  },
  combine: "组合方式", groupKind: { and: "全部满足", or: "任一满足", not: "不满足", kOfN: "N 个位号中至少 K 个", lastN: "最近 N 个读数中至少 K 个", if: "若…则…否则…" },
  least: "至少几个", of: "个，来自", ofLast: "个，在最近", lastOf: "最近几个", readings: "个读数中", set: "哪些位号", nearOnly: "只看附近", metres: "多少米内", withinOnly: "先后发生在", choiceLabel: { if: "若", then: "则", else: "否则" },
  from: "在", to: "与", inHoursOf: "在工作日历", calendar: "工作日历", isTrue: "成立",
  add: "加一个比较", addOther: "其他…", addable: { between: "在两个值之间", age: "无数据超过…", rate: "变化速率", count: "一段时间内的次数", kOfN: "N 个位号中 K 个", lastN: "最近 N 个读数中 K 个", calendar: "工作时间内", not: "不满足…", json: "JSON" }, addTo: "添加条件：", addAnd: "并且", addOr: "或者", addKOfN: "N 取 K",
  drag: "拖动：{{what}}", dragHelp: "拖动，或用 Alt + 方向键", actsOf: "对这个条件：{{what}}",
  act: { up: "上移", down: "下移", indent: "缩进成组", outdent: "移出本组", negate: "取反", duplicate: "复制", and: "并且…", or: "或者…", remove: "去掉条件" },
  retire: {
    open: "停用规则", title: "停用“{{title}}”？", judges: "不再判断它的 {{count}} 个位号；没有别的规则盯着的，就没有人盯着", alarms: "有未关闭的报警时不能停用；先处置完", kept: "过去的报警和各版本保留；以后可以用同一标识重新建立", reason: "为什么停用（写进审计记录）",
    done: "“{{title}}”已停用", what: "没有停用", pack: "模板包的规则随模板包启用或移除，不能单独停用", mayNot: "没有发布规则的权限",
  },
  fromTrend: "用 {{tag}} 的这段数据写规则：打开下面一条规则来试，或新建一条。",
  tokenTerm: "比较什么", tokenOperand: "与什么比较",
};

export default words;

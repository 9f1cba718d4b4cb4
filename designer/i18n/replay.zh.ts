import type { Words } from "@safeloop/web";

const words: Words = {
  title: "在历史上试一试", sameCode: "与线上同一套计算", span: { hour: "1 小时", day: "1 天", week: "7 天", month: "30 天", own: "自选" }, from: "从", to: "到", tag: "位号", run: "重算", hint: "点“重算”，看这条规则在这段时间会报警几次。", formHint: "点“重算”，用已提交的表单试一试",
  running: "正在计算，已 {{seconds}} 秒；约 {{readings}} 条读数。线上报警不受影响。", zoomed: "正在看其中一段。", whole: "看全部",
  headline: "过去 {{span}}会触发 {{times}}{{brief}}", headlineLive: "，现行规则 {{times}}", times: "{{count}} 次", brief: "（{{count}} 次短于 1 分钟）", covered: "数据覆盖 {{pct}} %", weak: "覆盖不足 90 %，结论不可靠",
  would: "过去{{span}}会触发", short: "{{brief}} 次短于 1 分钟；抖动 {{chatter}}", coverage: "数据覆盖", worst: "最差的是 {{tag}}；缺口 {{gaps}} 处", gaps: "缺口 {{gaps}} 处，坏数据 {{bad}} 条，不作判断",
  against: "与现行规则相比", noLive: "没有已发布的另一版", equal: "一样多", more: "多 {{count}} 次", fewer: "少 {{count}} 次", changes: "新增 {{onlyNew}}，不再触发 {{onlyOld}}，时间变化 {{moved}}",
  load: "平均负荷", perHour: "条 / 小时", peak: "10 分钟内最多 {{count}} 条", forms: "表单", formUnit: "份", formsHelp: "平台保存的全部提交，没有缺失",
  predicted: "预计误报率", notEnough: "数据不足", predictedRange: "{{low}} 至 {{high}}；已判定 {{judged}} 条中 {{wrong}} 条误报", predictedCounts: "对应线上报警 {{matched}} 条，已处置 {{disposed}} 条，误报 {{wrong}} 条；{{unjudged}} 次无记录",
  noHistory: "这段时间没有读数", noTag: "规则还没有选中任何位号", chart: "{{tag}} 的趋势与限值", draftLimit: "草稿 {{label}}", liveLimit: "现行 {{label}}",
  lanes: "草稿与现行规则各自的报警", draft: "草稿", live: "现行", episode: "{{lane}}：{{key}} {{start}}，持续 {{lasted}}", otherTags: "这里只画 {{tag}}；其他位号的报警见下表。",
  none: "这段时间不会触发", start: "开始", place: "区域", key: "位号", lasted: "持续", liveRule: "现行规则", see: "看数据", seeOf: "看 {{key}} {{start}} 的数据", stillActive: "仍在报警", showAll: "显示全部 {{count}} 次", first: "只列出其中 {{shown}} 次，共 {{total}} 次。",
  is: { same: "也触发", onlyNew: "不触发", onlyOld: "只有现行规则触发", moved: "也触发，时间不同" }, comma: "，", beginsLater: "晚 {{by}}开始", beginsEarlier: "早 {{by}}开始", endsLater: "晚 {{by}}结束", endsEarlier: "早 {{by}}结束", nowOpen: "不再结束", nowEnds: "现在会结束",
};

export default words;

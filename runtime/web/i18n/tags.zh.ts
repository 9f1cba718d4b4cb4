import type { Words } from "./i18n.ts";

/** Words of the tag list and the trend. */
const tags: Words = {
  title: "{{known}} / {{total}} 个位号有数据", titleLost: "{{unknown}} 个位号数据中断，{{known}} / {{total}} 个有数据", titleNone: "还没有位号", loading: "正在读取位号",
  search: "位号、名称", area: "区域", allAreas: "全部区域", measurement: "测量", allMeasurements: "全部测量", state: { label: "情况", all: "全部情况", unknown: "数据中断", alarm: "有报警", known: "有数据" },
  col: { id: "位号", title: "名称", value: "当前值", age: "更新", quality: "质量", area: "区域", measurement: "测量", alarms: "报警", range: "量程", gateway: "网关" },
  quality: { known: "良好", uncertain: "存疑", bad: "坏", lost: "数据中断", never: "从未上报" },
  empty: "还没有位号。在管理里导入位号表，或从网关接入", toAdmin: "导入位号", filtered: "筛选后没有位号", alarmCount: "{{count}} 条",
  m: { combustible: "可燃气体", toxic: "有毒气体", oxygen: "氧含量", pressure: "压力", flow: "流量", temperature: "温度", level: "液位", vibration: "振动", "wind-speed": "风速", "wind-direction": "风向", current: "电流", power: "功率", dust: "粉尘", sound: "声级", speed: "转速/流速", quantity: "其他量", state: "状态", "video-event": "视频事件", position: "位置", "log-event": "日志事件", "people-count": "人数", "permit-count": "有效作业票数", "alarm-count": "未恢复报警数", "record-count": "未关闭记录数", "form-report": "表单提交" },
  trend: {
    crumb: "位号趋势", notFound: "没有位号 {{id}}。可能已删除，或链接有误", toList: "回到位号列表", hours: "{{n}} 小时", days: "{{n}} 天", custom: "自定", compare: "对比位号", compareLimit: "最多同时画 6 个位号，先去掉一个", compareUnit: "只能对比单位相同（{{unit}}）的位号",
    export: "导出", rule: "用这段数据写规则", chart: "曲线", table: "表格视图", chartView: "曲线视图", points: "{{n}} 点", perPoint: "每像素 {{n}} 点，保留极值", raw: "原始点",
    unknownNow: "数据中断，当前值不能判断", never: "还没有收到数据", quality: { known: "质量良好", uncertain: "质量存疑" }, rising: "上升 {{rate}}/h", falling: "下降 {{rate}}/h", steady: "平稳", toLimit: "按此速度约 {{time}}后到 {{limit}}", noRate: "没有明显趋势",
    keys: { pan: "平移", zoom: "缩放", reset: "复原", brush: "拖动框选放大", double: "双击" }, overview: "近 7 天（拖动选择范围）", empty: "这段时间没有数据", chartLabel: "{{tag}} 从 {{from}} 到 {{to}} 的曲线，最低 {{min}}，最高 {{max}}。表格视图有同样的数据",
    facts: "这个位号", fact: { medium: "介质", range: "量程", min: "本段最低 / 最高", coverage: "数据完整度", period: "采样周期", stale: "失效时间", rules: "正在用它的规则", asset: "设备", gateway: "网关", area: "区域", safety: "安全位号" }, seconds: "{{s}} 秒", rulesCount: "{{count}} 条", noRules: "没有规则在看它",
    alarms: "本段报警", alarmCount: "{{count}} 条", noAlarms: "本段没有报警", gap: "数据中断", gapNote: "{{time}}，期间不判断", console: "打开报警台",
    col: { time: "时间", min: "最小", max: "最大", last: "末值", n: "点数", quality: "质量" }, gapRow: "数据中断 {{time}}", why: { dropout: "没有新数据", gateway: "网关失联", restart: "系统停机", bad: "质量坏", stale: "数据过期" },
    csvName: "{{tag}} {{from}}",
  },
};
export default tags;

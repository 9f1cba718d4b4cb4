import type { Words } from "./i18n.ts";

/** Words of the start page. */
const start: Words = {
  site: "全厂",
  overall: {
    alarm: "{{where}}有 {{count}} 条报警未确认，最高 {{priority}} {{word}}", acked: "{{where}}有报警未恢复，均已确认，最高 {{priority}} {{word}}",
    unknown: "{{where}}有 {{unknown}} 个位号数据中断，不能判断是否正常", noTags: "{{where}}还没有位号，不能判断是否正常", lost: "{{where}}断线，下面不是现在的情况",
    stopped: "{{where}}无报警，{{stopped}} 张作业票暂停", overdue: "{{where}}无报警，{{overdue}} 项隐患超期", calm: "{{where}}一切正常，{{known}} 个位号有数据", loading: "正在读取{{where}}的情况", notMine: "我的工作",
  },
  wall: "大屏模式", start: "发起",
  asOf: "{{age}}更新", noRight: "没有查看权限",
  figure: {
    unacked: "未确认报警", unackedUnit: "条", permits: "作业中 / 暂停", permitsUnit: "张", hazards: "待整改隐患", hazardsUnit: "项", tags: "有数据位号", mine: "我的待办", mineUnit: "件",
    none: "没有未确认", kinds: "其中 {{list}}", noLive: "没有作业中的票", hazardNote: "{{today}} 项今天到期 · {{overdue}} 项超期",
    cannot: "不可判断", allKnown: "全部有数据", gateway: "{{count}} 个数据中断（{{gateways}}）", lost: "{{count}} 个数据中断", mineNote: "{{overdue}} 件超期", mineNone: "没有超期", noTags: "还没有位号",
  },
  plan: {
    title: "平面图", list: "列表", picture: "图", alarm: "报警", permit: "作业票", detector: "探测器", lost: "数据中断", unplaced: "{{tags}} 个位号、{{permits}} 张作业票没有坐标，见列表",
    unplacedConflicts_other: "{{count}} 处冲突有一方没有坐标，画不出连线，见右边列表",
    empty: "还没有区域坐标。在 管理 › 区域 填写区域范围，在 管理 › 位号 填写坐标", toAdmin: "去填写", wind: "{{direction}}风 {{speed}}", schematic: "示意图，按区域范围和位号坐标绘制",
    areaState: "{{total}} 个位号，{{unknown}} 个数据中断", areaKnown: "{{total}} 个位号都有数据", areaNone: "没有位号", noAlarm: "无报警", label: "平面图：{{areas}} 个区域、{{tags}} 个位号、{{permits}} 张在场作业票。列表里有同样的内容",
    col: { what: "名称", area: "区域", value: "当前值", state: "情况", permit: "作业票" },
  },
  wind: { 0: "北", 1: "东北", 2: "东", 3: "东南", 4: "南", 5: "西南", 6: "西", 7: "西北" },
  todo: { title: "现在要做", line: "{{step}}：{{what}}", order: "按紧急程度", none: "没有等我处理的事", all: "全部 {{count}} 件", approval: "去审批", fill: "去填写", life: "去执行", disposal: "去处置", noDue: "无时限" },
  permits: { title: "在场作业票", all: "全部 {{count}} 张", none: "没有在场作业", start: "申请作业票", suspendedSince: "已暂停 {{time}}" },
  panel: { trend: "看趋势", console: "去报警", open: "打开作业票", alarmHere: "报警", noAlarm: "没有报警", areaTags: "位号", areaPermits: "在场作业票" },
};
export default start;

import type { Words } from "./i18n.ts";

/** Words of the permit board. */
const permits: Words = {
  title: "在场 {{live}} 张，{{stopped}} 张暂停", titleNone: "没有在场作业", titleLoading: "正在读取作业票", over: "超期 {{time}}", overCount: "{{count}} 张超过期限",
  board: "泳道 + 平面图", list: "列表", wall: "大屏", apply: "申请作业票", allKinds: "全部类型", kind: "作业类型", area: "区域", allAreas: "全部区域", search: "票号、内容、人员",
  lane: { approving: "审批中", ready: "待开工", live: "作业中", stopped: "暂停", finished: "待验收", ended: "已结束" },
  state: { draft: "草稿", prepared: "待审", approving: "审批中", approved: "已批准", active: "作业中", suspended: "暂停", finished: "待验收", closed: "已关闭", rejected: "驳回", cancelled: "作废", expired: "过期", revoked: "收回", running: "审批中", ended: "已结束" },
  count: "{{count}} 张", more: "还有 {{count}} 张", empty: "没有{{lane}}的作业票", none: "还没有作业票。从模板发起第一张", filtered: "筛选后没有作业票",
  deadline: { gas: "气体复测", valid: "有效期剩", due: "审批剩" }, noDeadline: "无期限", suspendedFor: "已暂停 {{time}}", cause: "{{list}}", causeOver: "等待恢复条件确认", resume: "恢复条件：原因消除；中断超过规定时间的，重新取样合格；安全措施重新确认",
  within: { near: "60 分钟内", soon: "15 分钟内" }, failing_other: "{{count}} 项不通过", undecided_other: "{{count}} 项不能判断", lost: "状态和期限可能已变。用电话或对讲与现场核实。",
  conflict: {
    what: "交叉作业冲突", title_other: "交叉作业冲突 {{count}} 处", some_other: "{{count}} 处冲突", none: "没有交叉作业冲突", noneHint: "按已批准的作业票和已登记的活动判断；没有登记的活动这里看不到", span: "{{from}} 至 {{to}}，竖线为现在", with: "与", comma: "，", verify: "待核实",
    standing: { both: "正在同时作业", stopped: "已暂停", soon: "一小时内重叠", ahead: "将重叠" },
    basis: { "3-D": "空间距离 {{m}} m", plan: "平面距离 {{m}} m", key: "同一处", unknown: "位置不明，按冲突处理" }, bars: "两项作业的时段，虚线框内重叠。", overlap: "重叠 {{from}}–{{to}}", ever: "一直", "open-end": "未定", open: "看 {{number}}", line: "冲突", lineName: "{{a}} 与 {{b}} 冲突：{{title}}，{{how}}",
  },
  guardian: "监护 {{names}}", position: "位置", nextTitle: "下一期限", nextNone: "没有带期限的作业票", openTicket: "打开作业票", drag: "卡片不能拖动：状态由事件和检查改变",
  col: { number: "票号", kind: "类型", what: "内容", state: "状态", area: "区域", people: "作业 / 监护", next: "下一期限", by: "申请人" },
};
export default permits;

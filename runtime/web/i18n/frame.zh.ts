import type { Words } from "./i18n.ts";

/** Words of the page frame: header, navigation, banner. */
const frame: Words = {
  leaveWall: "退出大屏",
  nav: {
    label: "主导航", overview: "总览", inbox: "待办", alarms: "报警", permits: "作业票", hazards: "隐患", tags: "位号趋势", reports: "风险与报表", records: "台账与记录",
    design: "设计", forms: "表单", flows: "流程", rules: "报警规则", gallery: "模板库", snap: "随手拍", admin: "管理",
  },
  skip: "跳到正文",
  site: "站点", search: "搜索位号、票号、人员",
  unacked: "未确认", unackedOf: "{{priority}} 未确认 {{count}} 条",
  live: "实时 {{time}}", connecting: "正在连接 {{time}}", lost: "断线 {{for}}，显示 {{at}} 的数据", lostNever: "断线，还没有数据",
  demo: "演示工厂", demoHint: "数据由模拟器产生", notices: "通知", noticesUnread: "通知，{{count}} 条未读", noNotices: "没有未读通知", markRead: "标为已读",
  language: "中文 / English", theme: { dark: "深色", light: "浅色" }, signOut: "退出登录", changePassword: "修改密码", shortcuts: "快捷键",
  banner: { ack: "确认报警", card: "查看处置卡", raised: "{{time}} 触发，{{age}}未确认", more: "另有 {{count}} 条紧急报警未确认", stopped: "已自动暂停作业票 {{numbers}}" },
  keys: { search: "搜索与命令", sheet: "快捷键一览", filter: "定位到列表筛选", rows: "上下移动", open: "打开", close: "关闭最上层", off: "关闭单字母快捷键", on: "打开单字母快捷键" },
  role: { none: "无角色" },
};
export default frame;

import type { Words } from "./i18n.ts";

/** Words used on every page. */
const common: Words = {
  product: "安全闭环",
  tagline: "安全生产管理平台",
  priority: { P1: "紧急", P2: "高", P3: "中", P4: "低" },
  risk: { 1: "重大风险", 2: "较大风险", 3: "一般风险", 4: "低风险" },
  unknown: "数据中断",
  notEnough: "数据不足",
  notApplicable: "—", lostLine: "连接中断 {{for}}。下面是 {{at}} 的数据，{{what}}",
  act: {
    retry: "重试", cancel: "取消", close: "关闭", save: "保存", remove: "删除", add: "添加一行", edit: "编辑", open: "打开", back: "返回", more: "更多",
    refresh: "刷新", search: "搜索", clear: "清除筛选", export: "导出 CSV", print: "打印", start: "发起", submit: "提交", next: "下一步", undo: "撤销", copy: "复制", change: "改",
  },
  load: { more: "再取 {{count}} 条", slow: "还在读取，已等 {{seconds}} 秒", all: "共 {{count}} 条", empty: "没有符合筛选的记录" },
  error: {
    title: "没有完成：{{what}}", offline: "连不上服务器，{{what}}没有送达。网络恢复后重试。", unexpected: "页面出错。刷新后重试；若仍出错，把下面的编号告诉管理员。",
    code: "编号 {{code}}", forbidden: "没有查看此页的权限。需要权限 {{permission}}，请联系管理员。", notFound: "没有这个页面。可能是链接过期，或记录已被删除。", goHome: "回到总览",
  },
  age: { now: "刚刚", s: "{{n}} 秒前", min: "{{n}} 分钟前", h: "{{n}} 小时前", d: "{{n}} 天前", left: "剩 {{time}}", over: "超期 {{time}}" },
  duration: { min: "{{m}} 分钟", h: "{{h}} 小时", hm: "{{h}} 小时 {{m}} 分", d: "{{d}} 天", dh: "{{d}} 天 {{h}} 小时", s: "{{s}} 秒" },
  source: { verify: "待核实" },
  yes: "是", no: "否", optional: "选填", all: "全部", none: "无", or: "或",
};
export default common;

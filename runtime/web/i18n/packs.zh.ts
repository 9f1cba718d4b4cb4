import type { Words } from "./i18n.ts";

/** Words of the template gallery. */
const packs: Words = {
  title_one: "{{templates}} 个模板，{{count}} 个模板包", title_other: "{{templates}} 个模板，{{count}} 个模板包", loading: "正在读取模板", search: "名称、标准号", all: "全部", local: "本厂表单",
  category: { permit: "作业票", hazard: "隐患", people: "人员", contractor: "承包商", emergency: "应急", equipment: "设备", warning: "预警", local: "本厂自建" },
  counts: { fields: "{{count}} 字段", nodes: "{{count}} 环节", checks: "{{count}} 检查", rules: "{{count}} 条规则" },
  none: "没有模板。安装模板包后在这里选用", filtered: "筛选后没有模板", noBasis: "企业规范",
  fact: { pack: "模板包", version: "版本", basis: "依据", contains: "包含", form: "表单", flow: "流程", rules: "报警规则", published: "已发布 r{{revision}}", notPublished: "未发布" },
  start: "发起", use: "用这个模板发起", inUse: "在用", noForm: "预警模板没有表单，规则发布后自动判断", notYet: "表单还没有发布，不能发起", select: "选一个模板看详情", design: "看表单", flow: "看流程", rule: "看规则",
};
export default packs;

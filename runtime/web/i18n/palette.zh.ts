import type { Words } from "./i18n.ts";

/** Search and commands. */
const palette: Words = {
  label: "搜索与命令", placeholder: "名称、编号、拼音或首字母，例如 dhzy", found: "找到的", nothing: "没有找到“{{q}}”",
  group: { command: "命令", field: "字段", node: "环节", limit: "限值", page: "页面", template: "模板", form: "表单", flow: "流程", rule: "规则", tag: "位号", person: "人员", record: "记录" },
  keys: { everywhere: "处处可用", lists: "列表" },
};
export default palette;

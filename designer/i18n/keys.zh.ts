import type { Words } from "@safeloop/web";

/** The sheet of shortcuts, and the commands of the palette, of each editor. */
const words: Words = {
  command: { tab: "切换到{{tab}}", problems: "查看问题", back: "返回{{kind}}列表", shortcuts: "快捷键", mayNot: "没有发布的权限", nothing: "没有可{{act}}的" },
  root: { condition: "判断条件" },
  every: { title: "编辑器", save: "立即保存", undo: "撤销", redo: "重做", clip: "复制、剪切、粘贴" },
  forms: { title: "表单画布", move: "选中上一个、下一个字段", range: "多选", shift: "移动字段", all: "全选", ends: "第一个、最后一个字段", edit: "到属性", duplicate: "创建副本", remove: "删除", find: "搜索字段种类", leave: "取消选中" },
  flows: { title: "流程图", move: "选中相邻的环节", shift: "移动环节或分支", add: "在后面添加环节", edit: "到属性", duplicate: "创建副本", remove: "删除", simulate: "开关模拟", leave: "取消选中", run: "模拟中：播放、暂停", reset: "模拟中：重来", log: "模拟中：日志" },
  rules: { title: "条件树" },
};

export default words;

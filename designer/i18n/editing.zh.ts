import type { Words } from "@safeloop/web";

const words: Words = {
  canvas: "表单画布",
  field: { handle: "字段“{{title}}”：Enter 改属性，Alt 加方向键移动，Delete 删除", acts: "字段操作" },
  section: { fold: "折叠“{{title}}”（{{count}} 个字段）", unfold: "展开“{{title}}”（{{count}} 个字段）", count_one: "{{count}} 个字段", count_other: "{{count}} 个字段" },
  selection: { title: "所选字段", count_one: "已选 {{count}} 个字段", count_other: "已选 {{count}} 个字段", leave: "取消多选", several: "已选 {{count}} 个字段。能一起做的在画布上方和右键菜单里；只选一个字段，才在这里修改属性。" },
  menu: { properties: "修改属性", copy: "复制", cut: "剪切", paste: "粘贴", duplicate: "创建副本", required: "改为必填", optional: "改为选填", up: "上移", down: "下移", move: "移到分节", remove: "删除" },
  paste: {
    notOurs: "剪贴板里没有字段，没有粘贴。先在表单里选中字段按 Ctrl C。", version: "剪贴板里的字段来自更新的版本，这里读不了，没有粘贴。", otherKind: "剪贴板里不是表单字段，没有粘贴。",
    tooLarge: "剪贴板里的内容超过 1 MB，没有粘贴。", tooDeep: "剪贴板里的内容嵌套太深，没有粘贴。", badName: "剪贴板里有不允许的名称，没有粘贴。",
    fields: "剪贴板里的字段不合规，没有粘贴：{{reason}}（{{code}}）", clash: "限值“{{limit}}”在这张表单里是另一个数值，粘贴的规则按名称算出限值，分不清用哪个，没有粘贴。", nowhere: "表单里还没有分节，没有粘贴。先添加分节。",
    denied: "浏览器不让页面读剪贴板，没有粘贴。请按 Ctrl V。",
  },
  preview: { device: "看什么样子", fill: "填入样例数据", clear: "清空", pages: "按打印版式排出的样子；分页、二维码和签名以打印出来的为准" },
  json: { label: "表单 JSON", hint: "改动即时生效，是历史里的一步；标识和版本不能改", line: "第 {{line}} 行", kept: "仍用上一次能读懂的表单" },
  history: { open: "历史", title: "本次打开后的改动", start: "打开时", now: "现在", undone: "已撤销", none: "还没有改动", hint: "点一步，回到那时；后面的还能再点回来" },
};

export default words;

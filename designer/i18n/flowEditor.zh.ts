import type { Words } from "@safeloop/web";

/** The two views of a flow, and what is done in them. */
const words: Words = {
  view: { label: "画法", tree: "竖向", canvas: "自由画布", tidy: "自动整理", note: "位置只记在这台电脑上，不改流程", same: "同一份定义的两种画法" },
  fold: { fold: "折叠“{{title}}”", unfold: "展开“{{title}}”，{{count}} 个环节" },
  act: { add: "在后面添加", copy: "复制", paste: "粘贴", duplicate: "再制一份", up: "上移", down: "下移", left: "左移", right: "右移", remove: "删除" },
  paste: { where: "先选中一个环节或分支，再粘贴到它后面", nothing: "剪贴板里没有流程环节" },
  connect: { no: "这样连会让流程不成块：环节只能接到另一个环节后面，或并入一个分支" },
  aria: {
    node: "方向键移动选中，Alt 加方向键移动环节，Enter 看属性，A 在后面添加，Delete 删除", edge: "连线", moved: "已移动", controls: "画布缩放", zoomIn: "放大", zoomOut: "缩小", fit: "适应窗口", interactive: "锁定画布", minimap: "缩略图", handle: "连接点",
  },
};

export default words;

import type { CodeTable } from "../table.ts";

/** Codes of exchanging flows as BPMN 2.0: first what refuses a file, then what is told about one that was read. */
export const bpmnCodes = {
  BPMN_REFUSED: { status: 422, params: ["count"], zh: "这个 BPMN 文件不能导入（{count} 处问题）。请按 issues 中的说明处理后再试。", en: "This BPMN file cannot be imported ({count} problems). Follow what issues say and try again." },
  BPMN_TOO_LARGE: { status: 422, params: ["size", "max"], zh: "文件有 {size} 字节，最多 {max} 字节。请拆分，或去掉嵌入的内容。", en: "The file has {size} bytes; at most {max} are read. Split it, or take out what is embedded." },
  BPMN_TOO_MANY_ELEMENTS: { status: 422, params: ["count", "max"], zh: "文件有 {count} 个元素，最多 {max} 个。请拆分。", en: "The file has {count} elements; at most {max} are read. Split it." },
  BPMN_TOO_DEEP: { status: 422, params: ["depth", "max"], zh: "文件嵌套 {depth} 层，最多 {max} 层。", en: "The file is nested {depth} levels deep; at most {max} are read." },
  BPMN_DOCTYPE: { status: 422, params: [], zh: "文件含有 DOCTYPE 或实体声明，出于安全不予解析。请从建模工具重新导出，不带这些声明。", en: "The file declares a DOCTYPE or entities, which are never read. Export it again from your modeller without them." },
  BPMN_XML: { status: 422, params: ["message"], zh: "文件不是可读的 BPMN 2.0 XML：{message}。", en: "The file is not readable BPMN 2.0 XML: {message}." },
  BPMN_NO_PROCESS: { status: 422, params: [], zh: "文件里没有流程（process）。请在建模工具中画一个流程再导出。", en: "The file holds no process. Draw one in your modeller and export again." },
  BPMN_PROCESS_UNKNOWN: { status: 422, params: ["process", "processes"], zh: "文件里没有流程 {process}。可选：{processes}。", en: "The file holds no process {process}. It holds: {processes}." },
  BPMN_UNREADABLE_PART: { status: 422, params: ["message"], zh: "文件中有一处没有读进来：{message}。", en: "A part of the file was not read: {message}." },
  BPMN_SETTINGS_IGNORED: { status: 422, params: ["element"], zh: "元素 {element} 上的 Safeloop 设置不可用（格式不对，或图形的类型已改变），已按图形本身读取。", en: "The Safeloop settings of element {element} cannot be used (malformed, or the shape is of another type now); the shape was read by itself." },
  BPMN_FOREIGN_SETTINGS: { status: 422, params: ["namespaces"], zh: "其他工具写入的扩展设置没有导入：{namespaces}。", en: "Settings written by other tools were not imported: {namespaces}." },
  BPMN_NEEDS_SETTING: { status: 422, params: ["elements"], zh: "这些元素有了对应节点，但发布前还须补充设置：{elements}。", en: "These elements have a node, which needs settings before it can be published: {elements}." },
  BPMN_FORM_UNSET: { status: 422, params: ["form"], zh: "BPMN 不含表单，流程暂挂在“{form}”上。请选择它所用的表单。", en: "BPMN holds no form; the flow names \"{form}\" for now. Choose the form it works on." },
} as const satisfies CodeTable;

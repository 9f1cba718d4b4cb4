import type { CodeTable } from "../table.ts";

/** Codes of packs. */
export const packsCodes = {
  PACK_SHAPE: { status: 422, params: ["field", "expected"], zh: "模板包的“{field}”缺失或格式不对，应为 {expected}。请改正后再检查。", en: "\"{field}\" of the pack is missing or malformed; it must be {expected}. Correct it and check again." },
  PACK_DUPLICATE: { status: 422, params: ["kind", "id"], zh: "模板包里有两个 {kind} 叫“{id}”。请改名。", en: "The pack has two {kind}s called \"{id}\". Rename one." },
  PACK_REFERENCE: { status: 422, params: ["from", "kind", "id"], zh: "“{from}”引用的 {kind}“{id}”不在模板包里。请补上或改引用。", en: "\"{from}\" refers to {kind} \"{id}\", which the pack does not hold. Add it or change the reference." },
  PACK_UNUSED: { status: 422, params: ["kind", "id"], zh: "{kind}“{id}”不属于任何模板，装上也看不到。请列入模板或删去。", en: "{kind} \"{id}\" belongs to no template and would never be seen. List it or remove it." },
  PACK_LABEL: { status: 422, params: ["what", "language"], zh: "“{what}”缺少 {language} 文字。每个名称都要有中文和英文。", en: "\"{what}\" has no {language} text. Every name needs Chinese and English." },
  PACK_FIELD_UNPLACED: { status: 422, params: ["form", "field"], zh: "表单“{form}”的字段“{field}”不在任何一节里，界面上看不到。", en: "Field \"{field}\" of form \"{form}\" lies in no section and would not be shown." },
  PACK_LIMIT_SOURCE: { status: 422, params: ["limit", "why"], zh: "限值“{limit}”的来源不完整：{why}。", en: "The source of limit \"{limit}\" is incomplete: {why}." },
  PACK_AS_LAW: { status: 422, params: ["what"], zh: "“{what}”的依据尚待核实，不能写成强制要求。请改为提示性文字。", en: "The source of \"{what}\" is not verified, so it may not be worded as a requirement. Reword it as advice." },
  PACK_CASE_SHAPE: { status: 422, params: ["case", "why"], zh: "用例“{case}”的写法不对：{why}。", en: "Case \"{case}\" is malformed: {why}." },
  PACK_CASE_FAILED: { status: 422, params: ["case", "step", "what"], zh: "用例“{case}”第 {step} 步与预期不符：{what}", en: "Case \"{case}\" differs at step {step}: {what}" },
  PACK_CASE_MISSING: { status: 422, params: ["template", "what", "id"], zh: "模板“{template}”没有用例走到 {what}“{id}”。请补用例。", en: "No case of template \"{template}\" reaches {what} \"{id}\". Add one." },
  PACK_FILE: { status: 422, params: ["file", "why"], zh: "模板包的文件 {file} 读不出来：{why}。请改正后再试。", en: "File {file} of the pack cannot be read: {why}. Correct it and try again." },
  PACK_BLOCK_UNKNOWN: { status: 422, params: ["file", "block"], zh: "{file} 用到的公共块“{block}”不存在。请在 blocks 目录补上，或在 requires 里写明它所在的包。", en: "{file} uses the building block \"{block}\", which does not exist. Add it in blocks, or require the pack that has it." },
  PACK_BLOCK_PARAM: { status: 422, params: ["file", "block", "name"], zh: "{file}：公共块“{block}”的参数“{name}”没有给出或类型不对。请补上。", en: "{file}: parameter \"{name}\" of block \"{block}\" was not given or is of the wrong type. Give it." },
  PACK_BLOCK_EXTRA: { status: 422, params: ["file", "block", "name"], zh: "{file}：公共块“{block}”没有参数“{name}”。请核对拼写。", en: "{file}: block \"{block}\" has no parameter \"{name}\". Check the spelling." },
  PACK_BLOCK_DEEP: { status: 422, params: ["file"], zh: "{file} 的公共块互相引用，写不完。请去掉循环。", en: "The blocks of {file} use one another without end. Remove the loop." },
  PACK_REQUIRES: { status: 422, params: ["pack", "id", "range", "have"], zh: "“{pack}”需要模板包“{id}”{range}，现有 {have}。请先安装。", en: "\"{pack}\" requires the pack \"{id}\" {range}; present: {have}. Install it first." },
  PACK_ARCHIVE: { status: 422, params: ["count", "why"], zh: "这个文件不是可用的模板包：{why}（共 {count} 处）。请向提供者要一份完整的包。", en: "This file is not a usable pack: {why} ({count} faults). Ask whoever made it for a whole one." },
  PACK_ARCHIVE_PATH: { status: 422, params: ["path", "why"], zh: "包里的文件名“{path}”不能用（{why}）。文件名只能是字母、数字、点、横线，不能重名，不能指向包外。", en: "The file name \"{path}\" cannot be used ({why}). Names hold letters, digits, dots and dashes, meet no other, and stay inside the pack." },
  PACK_ARCHIVE_SIZE: { status: 413, params: ["what", "have", "limit"], zh: "模板包太大：{what} 为 {have}，上限 {limit}。请拆成几个包。", en: "The pack is too large: {what} is {have}, at most {limit}. Split it." },
  PACK_SIGNATURE: { status: 422, params: ["why"], zh: "签名与内容不符（{why}），包在签名后被改动过。请向发布者重新索取。", en: "The signature does not fit the content ({why}); the pack was changed after it was signed. Get it from its publisher again." },
  PACK_INPUT_MISSING: { status: 422, params: ["id", "title"], zh: "参数“{title}”没有填。请填写后再安装。", en: "The parameter \"{id}\" is not answered. Answer it before installing." },
  PACK_INPUT_BAD: { status: 422, params: ["id", "title", "expected"], zh: "参数“{title}”的值不合要求，应为 {expected}。", en: "The answer to \"{id}\" does not fit; expected: {expected}." },
  PACK_INPUT_UNKNOWN: { status: 422, params: ["id"], zh: "模板包没有参数“{id}”。请核对名称。", en: "The pack has no parameter \"{id}\". Check its name." },
} as const satisfies CodeTable;

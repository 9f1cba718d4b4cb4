import type { CodeTable } from "../table.ts";

/** Codes of overlays: what a layer may change of the pack above it. */
export const overlaysCodes = {
  OVERLAY_SHAPE: { status: 422, params: ["where", "expected"], zh: "覆盖文件的“{where}”格式不对，应为 {expected}。请改正后再导入。", en: "\"{where}\" of the overlay is malformed; it must be {expected}. Correct it and import again." },
  OVERLAY_TOO_LARGE: { status: 422, params: ["what", "actual", "max"], zh: "{what} 有 {actual}，最多 {max}。请分成多个模板包或清理无效修改。", en: "{what}: {actual}, at most {max}. Split the pack or clean up edits without effect." },
  DUPLICATE_TARGET: { status: 422, params: ["key"], zh: "“{key}”有两处不同的修改。每处只能保留一个，请选定后再保存。", en: "\"{key}\" is changed twice and differently. Keep one and save again." },
  OVERLAY_TARGET: { status: 422, params: ["el"], zh: "“{el}”在上级模板中不存在。请刷新后对现有内容修改。", en: "\"{el}\" is not in the pack above. Reload and edit what is there." },
  OVERLAY_SLOT: { status: 422, params: ["el", "kind", "slot"], zh: "“{el}”（{kind}）不能放在“{slot}”里。请换一个位置。", en: "\"{el}\" ({kind}) cannot stand in \"{slot}\". Choose another place." },
  OVERLAY_PROP: { status: 422, params: ["el", "prop"], zh: "“{el}”没有可修改的属性“{prop}”，或填写的值类型不对。请核对属性和值。", en: "\"{el}\" has no property \"{prop}\" to change, or the value has the wrong type. Check both." },
  OVERLAY_KIND_CLASH: { status: 409, params: ["el", "is", "wanted"], zh: "编号“{el}”已用于{is}，不能再用于{wanted}。请用新编号添加。", en: "The id \"{el}\" belongs to a {is} and cannot become a {wanted}. Add it under a new id." },
  OVERLAY_INTO_ITSELF: { status: 422, params: ["el", "into"], zh: "“{el}”不能移到自己或自己内部的“{into}”。请选别的位置。", en: "\"{el}\" cannot move into itself or into \"{into}\" below it. Choose another place." },
  OVERLAY_OTHER_DEFINITION: { status: 422, params: ["el", "into"], zh: "“{el}”不能移到另一个定义“{into}”。请在那里新建。", en: "\"{el}\" cannot move to another definition, \"{into}\". Create it there." },
  OVERLAY_ANCHOR_RING: { status: 422, params: ["els"], zh: "“{els}”互相排在对方后面，排不出先后。请把其中一个移到最前。", en: "\"{els}\" each stand behind the other, which is no order. Move one to the start." },
  OVERLAY_ANCHORS: { status: 422, params: ["el"], zh: "“{el}”的位置要写明 1 到 3 个前面的元素，或“^”表示最前。", en: "The place of \"{el}\" names 1 to 3 elements before it, or \"^\" for the start." },
  LOCK_FIXED: { status: 403, params: ["el", "facet", "by", "clause"], zh: "“{el}”的“{facet}”已由“{by}”锁定（{clause}），本级不能改。需要修改请向上级提出。", en: "\"{facet}\" of \"{el}\" is locked by {by} ({clause}) and cannot change here. Ask the layer above." },
  LOCK_CLOSURE: { status: 403, params: ["el", "field", "check"], zh: "“{el}”会改动“{field}”，而它被检查“{check}”使用，已随检查一起锁定。请改用别的字段。", en: "\"{el}\" would change \"{field}\", which check \"{check}\" reads and which is locked with it. Use another field." },
  LOCK_LOWERED: { status: 403, params: ["el", "facet", "by"], zh: "“{el}”的“{facet}”已由“{by}”锁得更严，本级不能放松。", en: "\"{facet}\" of \"{el}\" is locked higher by {by}; it cannot be lowered here." },
  GOVERNED_KIND: { status: 403, params: ["flow", "kind", "template"], zh: "流程“{flow}”会签发“{kind}”类作业票，而这类票只能由锁定模板“{template}”签发。请在该模板上修改。", en: "Flow \"{flow}\" would issue permits of kind \"{kind}\", which only the locked template \"{template}\" may issue. Change that template." },
  BELOW_FLOOR: { status: 403, params: ["limit", "why"], zh: "限值“{limit}”低于法定底线（{why}）。法定底线只能由产品模板的新版本修改。", en: "Limit \"{limit}\" is below its legal floor ({why}). Only a new edition of the product pack changes a floor." },
} as const satisfies CodeTable;

import type { CodeTable } from "../table.ts";

/** Codes of what an overlay may not loosen (overlays.md 5). */
export const strictnessCodes = {
  LOCK_LOOSER: { status: 403, params: ["el", "facet", "upper", "local", "source", "witness"], zh: "“{el}”的“{facet}”只能收紧：上级为 {upper}（{source}），{local} 更宽。{witness}请填同样严或更严的值。", en: "\"{facet}\" of \"{el}\" may only be tightened: the upper value is {upper} ({source}), and {local} is looser. {witness}Give one that is as strict or stricter." },
  INCOMPARABLE: { status: 422, params: ["facet", "el", "upper", "local"], zh: "“{el}”的“{facet}”为 {local}，与上级的 {upper} 分不出哪个更严，不能覆盖。请用上级的值，或换一种写法。", en: "Neither {local} nor the upper {upper} of \"{facet}\" of \"{el}\" is the stricter one, so it cannot be overlaid. Use the upper value or say it another way." },
  UNIT_INCOMPARABLE: { status: 422, params: ["facet", "el", "upper", "local"], zh: "“{el}”的“{facet}”为 {local}，单位与上级的 {upper} 无法换算。请用上级的单位，或请上级给出换算常数。", en: "\"{facet}\" of \"{el}\" is {local}, whose unit does not convert to that of the upper {upper}. Use the upper unit, or ask the upper layer for a conversion constant." },
  EXPR_UNDECIDED: { status: 422, params: ["facet", "el", "offer"], zh: "无法证明“{el}”的“{facet}”新条件不比上级宽，不能直接替换。请保留上级条件，另外{offer}。", en: "It cannot be proved that the new \"{facet}\" of \"{el}\" is no looser than the upper one, so it cannot replace it. Keep the upper one and {offer}." },
  FLOW_BYPASS: { status: 422, params: ["node", "reason"], zh: "锁定的步骤“{node}”会被绕过：{reason}。可以在前后串联新步骤。", en: "The locked step \"{node}\" could be passed by: {reason}. New steps may stand in series with it." },
  EDIT_AFTER_SIGN: { status: 422, params: ["node", "field", "signer"], zh: "步骤“{node}”能改“{field}”，而它在“{signer}”签字之后不能再变。请改为只读，或移到签字之前。", en: "Step \"{node}\" may change \"{field}\", which must not change once \"{signer}\" has signed. Make it read-only there, or move the step before the signature." },
} as const satisfies CodeTable;

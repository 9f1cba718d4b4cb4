import type { CodeTable } from "../table.ts";

/** Codes of duty rosters and silences. */
export const dutyCodes = {
  ROSTER_INVALID: { status: 422, params: ["what"], zh: "值班表的“{what}”重复、不存在或不是日期。请改正后再保存。", en: "\"{what}\" of the roster is given twice, does not exist or is no date. Correct it and save again." },
  ROSTER_PERSON: { status: 422, params: ["person"], zh: "值班表中的人员 {person} 不存在或账号未启用。请换成在岗人员。", en: "Person {person} of the roster does not exist or is not active. Name somebody who is." },
  ROSTER_TAKEN: { status: 409, params: [], zh: "该单位的这个岗位已有值班表。请修改原来的值班表。", en: "The unit already has a roster for this role. Change that one." },
  ROSTER_CHANGED: { status: 409, params: ["present"], zh: "值班表已被他人修改为第 {present} 版，没有保存。请刷新后再改。", en: "Somebody has changed the roster to version {present}; nothing was saved. Load it again, then change it." },
  SILENCE_MATCHER: { status: 422, params: [], zh: "静默须指明区域、规则或位号，不能静默整个单位。请缩小范围。", en: "A silence names an area, a rule or a tag; a whole unit cannot be silenced. Make it narrower." },
  SILENCE_SPAN: { status: 422, params: ["maxH"], zh: "静默最长 {maxH} 小时，结束时间须晚于现在和开始时间。请改正时间。", en: "A silence lasts at most {maxH} h and ends after its start and after now. Correct the times." },
  SILENCE_OVER: { status: 409, params: [], zh: "这次静默已经结束，没有更改。", en: "This silence is over already; nothing was changed." },
} as const satisfies CodeTable;

import type { I18nText } from "@safeloop/engine";

/** Which moment of which case an idiom's picture shows. All else in the picture is what the engine says then. */
export interface Moment {
  readonly idiom: string;
  readonly case: string;
  /** How many steps of the case are played. */
  readonly steps: number;
  readonly caption: I18nText;
}

/** One for each idiom, in the order of the guide. */
export const moments: readonly Moment[] = [
  { idiom: "first-decision", case: "fd-approve", steps: 1, caption: { zh: "a 先同意，步骤即通过；c 无需再签", en: "a has approved first: the step has passed, c is not needed any more" } },
  { idiom: "any-approve", case: "any-outlives", steps: 2, caption: { zh: "a 驳回没有定局，c 同意即通过", en: "The rejection of a decided nothing, the approval of c passes" } },
  { idiom: "all", case: "all-pass", steps: 2, caption: { zh: "a、d 已同意还不够，等 c", en: "a and d have approved and it is not enough: it waits for c" } },
  { idiom: "sequence", case: "seq-turns", steps: 1, caption: { zh: "a 同意后轮到 c，d 还没轮到", en: "a has approved, now it is the turn of c; d waits" } },
  { idiom: "vote", case: "vote-66", steps: 2, caption: { zh: "三席中两票同意，已达 66 %；d 无需再签", en: "Two of three have approved, that is at least 66 %: d is not needed any more" } },
  { idiom: "veto-weights", case: "veto-silent", steps: 3, caption: { zh: "票数已够，但两个否决席还没有表态", en: "The votes are enough, but two seats with a veto have not spoken" } },
  { idiom: "reject", case: "rj-branch", steps: 1, caption: { zh: "a 驳回，本分支失败；三个分支要两个通过，B、C 还可以", en: "a rejects and the branch fails; two of three branches must pass, which B and C still can" } },
  { idiom: "return", case: "rt-branch", steps: 3, caption: { zh: "b 在自己的分支内退回到 A，C 的任务不受影响", en: "b returns to A within the branch; the task at C is untouched" } },
  { idiom: "back-to-returner", case: "bk-signed", steps: 4, caption: { zh: "me 只改了 b 签的内容：a 的同意沿用，b 再签，之后直达 d", en: "me changed only what b signs: a is carried over, b is asked again, then comes d" } },
  { idiom: "withdraw", case: "wd-before-first", steps: 1, caption: { zh: "还没有人决定，发起人把单子收回来", en: "Nobody has decided yet, and the initiator takes the paper back" } },
  { idiom: "take-back", case: "tb-closed", steps: 3, caption: { zh: "B 还没动过，c 拿回自己的票；a 的票保留", en: "B is untouched, so c takes the vote back; that of a stays" } },
  { idiom: "transfer", case: "tr-moves", steps: 2, caption: { zh: "a 把席位转给 x，从此由 x 决定", en: "a has handed the seat to x, who decides from now on" } },
  { idiom: "delegate", case: "dg-out", steps: 2, caption: { zh: "a 请 d 出意见，决定权仍在 a；意见在外时 a 不能决定", en: "a asks d for advice and keeps the decision; while the advice is out a cannot decide" } },
  { idiom: "sign-before", case: "sb-default-all", steps: 2, caption: { zh: "a 加了 x、y 在前：x 已同意，等 y，之后才轮到 a", en: "a has put x and y before: x has approved, y is asked, and only then a" } },
  { idiom: "sign-after", case: "sa-counts", steps: 2, caption: { zh: "a 已同意，但要等后加的 x 也同意才算", en: "a has approved, which counts only once x, who signs after, has approved too" } },
  { idiom: "sign-beside", case: "sp-all", steps: 3, caption: { zh: "a 在旁边加了 x：会签中 x 也必须同意", en: "a has added x beside: where all must sign, x must too" } },
  { idiom: "reduce", case: "rd-decides", steps: 4, caption: { zh: "a 减去还没表态的 x，步骤当即通过", en: "a takes out x, who had not spoken, and the step passes at once" } },
  { idiom: "claim", case: "cl-hides", steps: 2, caption: { zh: "a 已认领，c 不能办，直到 a 退还", en: "a has claimed it: c cannot act until it is given back" } },
  { idiom: "deputy", case: "dp-seat-stays", steps: 1, caption: { zh: "a 不在，代理人 d 代为同意；席位仍是 a 的", en: "a is away and the deputy d has approved; the seat stays that of a" } },
  { idiom: "copy", case: "cc-node", steps: 1, caption: { zh: "抄送节点告知 x、y 后自己往下走；x 可以留言", en: "The notify node tells x and y and goes on; x may comment" } },
  { idiom: "urge", case: "ug-all", steps: 2, caption: { zh: "催办只提醒还没表态的 a、d，不改变任何席位", en: "Only a and d, who have not spoken, are reminded; no seat changes" } },
];

import type { FlowNode } from "../../model/flow.ts";
import { approval, edges, end, fill, flow, join, split, subflow } from "../testing/plant.testkit.ts";
import { supported, unsupported, type WorkflowPattern } from "./pattern.testkit.ts";
import { happened, lifeOf, notYet, otherwise, S, waitFor, when, withChecks, Z } from "./patternPlant.testkit.ts";

const [A, B, C, D] = [approval("A", ["a"]), approval("B", ["b"]), approval("C", ["c"]), approval("D", ["d"])];
const createAgain: FlowNode = { id: "N", kind: "act", title: { zh: "子隐患", en: "sub-hazard" }, act: { do: "createSubmission", form: "form", data: { f: { var: "g" } } } };
const three = (mode: unknown) => flow([S, split("P", "parallel"), A, B, C, join("J", "P", mode), D, Z], edges("S>P>A>J>D>Z", "P>B>J", "P>C>J"));
const votes = (vote: object, completion = "early") => flow([S, approval("A", [], { mode: "vote", vote, completion, candidates: [{ kind: "role", role: "safety-dept", at: "initiatorOrg" }] }), D, Z], edges("S>A>D>Z"));
const signed = (extra: object = {}) => flow([S, approval("A", ["a", "b", "c"], extra), D, Z], edges("S>A>D>Z"));

const loops: readonly WorkflowPattern[] = [
  supported(21, "Structured Loop", "`onReject: return`：复查不合格回到整改，直到通过；人工退回的次数由 `maxReturns` 限制", "`onReject: return`: back to the repair until the inspection passes; `maxReturns` bounds returns by hand", {
    flow: flow([S, fill("R", ["a"]), approval("A", ["b"], { onReject: { do: "return", to: "R" } }), Z], edges("S>R>A>Z")),
    must: ["a submit R; b approve A; ended approved", "a submit R; b reject A; open R:a; a submit R; b reject A; a submit R; b approve A; ended approved"],
    mustNot: ["b approve A", "a submit R; b reject A; b approve A", "a submit R; b reject A; ended rejected"],
  }),
  supported(22, "Recursion", "`act` 的 `createSubmission`：子隐患按同一张表单、同一个流程另开一张单；主流程不等它（子流程不许调用自己，发布前检查会拒绝）", "`act: createSubmission`: a sub-hazard opens a ticket on the same form, and so the same flow; the first does not wait for it (a `subflow` of itself is refused before publishing)", {
    flow: flow([S, split("E", "exclusive"), createAgain, join("J", "E", "any"), A, Z], [...edges("S>E", "N>J>A>Z"), when("e1", "E>N", "f", "yes"), otherwise("e2", "E>J")]),
    must: ["me submit S f=yes g=yes; did createSubmission; open A:a; paper 2; did createSubmission; paper 3; did; a approve A; ended approved; paper 2; open A:a; a approve A; ended approved; paper 1; open A:a"],
    mustNot: ["me submit S f=no; paper 2", "me submit S f=yes; paper 2; paper 3", "me submit S f=yes; a approve A; paper 2"],
  }),
  supported(23, "Transient Trigger", "`wait` 等事件：没人等的时候来的信号不留", "`wait` for an event: a signal that comes while nobody waits is lost", {
    flow: flow([S, A, waitFor("W"), B, Z], edges("S>A>W>B>Z")),
    must: ["signal go k; a approve A; open; signal go k; open B:b", "a approve A; signal go other; open; signal go k; open B:b"],
    mustNot: ["signal go k; a approve A; open B:b", "a approve A; b approve B"],
  }),
  supported(24, "Persistent Trigger", "从信号可能到来时起就并行等待，再与用到它的步骤汇合：信号保留到汇合；暂停期间来的也保留到恢复", "wait beside the steps from where the signal may come, and join before it is used: it is kept until then; one that comes while suspended is kept until the resume", {
    flow: flow([S, split("P", "parallel"), A, waitFor("W"), join("J", "P"), B, Z], edges("S>P>A>J>B>Z", "P>W>J")),
    must: ["signal go k; open A:a; a approve A; open B:b", "a approve A; open; signal go k; open B:b", "admin suspend reason=storm; signal go k; admin resume; a approve A; open B:b"],
    mustNot: ["a approve A; b approve B", "signal go k; b approve B"],
  }),
];

const cancelling: readonly WorkflowPattern[] = [
  supported(25, "Cancel Region", "一组步骤与一个 `wait` 并行、汇合 `any`：信号到，组内全部撤销，组外照走；签发后的票证由联锁（`interlock`）作废，按区域找到每一张", "steps beside a `wait` under an `any` join: the signal takes away all of them and nothing else; issued permits of an area by an interlock event", {
    flow: flow([S, split("P", "parallel"), split("Q", "parallel"), A, B, waitFor("W", "alarm"), join("K", "Q", "any"), C, join("J", "P"), D, Z], edges("S>P>Q>A>B>K>J>D>Z", "Q>W>K", "P>C>J")),
    must: ["a approve A; open B:b C:c; signal alarm k; open C:c; c approve C; open D:d", "a approve A; b approve B; open C:c"],
    mustNot: ["signal alarm k; a approve A", "a approve A; signal alarm k; b approve B", "signal alarm k; d approve D"],
  }, {
    flow: flow([S, A, Z], edges("S>A>Z"), { life: lifeOf(["issued"], ["closed", "voided"], [["close", "issued>closed", "b"], ["evacuate", "issued>voided", "b", { by: "interlock", interlock: { causes: ["gas-alarm"], areaField: "f" } }]]) }),
    must: ["a approve A; gas G1; ended voided", "a approve A; b event event=close; ended closed"],
    mustNot: ["a approve A; gas G1; b event event=close"],
  }),
  supported(26, "Cancel Multiple Instance Activity", "会签旁并行一个 `wait`，后接 `terminate` 的结束（或汇合 `any`）：所有会签待办一并撤销", "beside the co-signing a `wait` that leads to an `end` with `terminate` (or an `any` join): all its tasks go at once", {
    flow: flow([S, split("P", "parallel"), approval("A", ["a", "b", "c"]), waitFor("W", "stop"), join("J", "P", "any"), D, Z], edges("S>P>A>J>D>Z", "P>W>J")),
    must: ["a approve A; open A:b A:c; signal stop k; open D:d", "a approve A; b approve A; c approve A; open D:d"],
    mustNot: ["signal stop k; a approve A", "a approve A; signal stop k; b approve A", "a approve A; d approve D"],
  }, {
    flow: flow([S, split("P", "parallel"), approval("A", ["a", "b", "c"]), waitFor("W", "stop"), end("X", "cancelled", { terminate: true }), join("J", "P"), D, Z], edges("S>P>A>J>D>Z", "P>W>X")),
    must: ["a approve A; signal stop k; ended cancelled"],
    mustNot: ["a approve A; signal stop k; b approve A"],
  }),
  supported(27, "Complete Multiple Instance Activity", "管理员跳转（`jump`）到下一步：已签的保留在记录里，其余的待办关闭，流程继续", "an administrator's `jump` to the next step: what was signed stays on record, the rest close, the flow goes on", {
    flow: signed(),
    must: ["a approve A; admin jump visit=A#1 to=D reason=enough; open D:d; d approve D; ended approved"],
    mustNot: ["a approve A; admin jump visit=A#1 to=D reason=enough; b approve A", "a jump visit=A#1 to=D reason=enough", "a approve A; d approve D"],
  }),
  unsupported(28, "Blocking Discriminator", "不支持：每个块每次进入只走一轮，不存在“上一轮没收齐、下一轮先等着”。要重来的画成退回（10、21），每一轮都是新的待办", "No: a block is walked in one round at a time, so no second round can wait for the first to be complete. Draw repetition as a return (10, 21): each round asks anew."),
  supported(29, "Cancelling Discriminator", "`join` 方式 `any`：第一个到的放行，其余分支里还没办的全部撤销", "`join` with mode `any`: the first goes on and what is open in the other branches is taken away", {
    flow: flow([S, split("P", "parallel"), A, B, C, join("J", "P", "any"), D, Z], edges("S>P>A>J>D>Z", "P>B>C>J")),
    must: ["a approve A; open D:d", "b approve B; open A:a C:c; c approve C; open D:d"],
    mustNot: ["a approve A; b approve B", "b approve B; a approve A; c approve C", "b approve B; c approve C; a approve A"],
  }),
  supported(30, "Structured Partial Join", "`join` 方式 `{n: 2}`：到了两个就放行，只放行一次；其余的关闭（同 32）", "`join` with mode `{n: 2}`: goes on, once, when two have arrived; the rest close (as in 32)", {
    flow: three({ n: 2 }),
    must: ["a approve A; open B:b C:c; c approve C; open D:d; d approve D; ended approved", "b approve B; a approve A; open D:d"],
    mustNot: ["a approve A; d approve D", "a approve A; b approve B; d approve D; d approve D"],
  }),
  unsupported(31, "Blocking Partial Join", "不支持，理由同 28：没有跨轮的汇合。要 n 个中的 k 个用 30，要重来用退回", "No, as 28: no join spans rounds. For k of n use 30, for repetition a return."),
  supported(32, "Cancelling Partial Join", "`join` 方式 `{n: 2}`：放行的同时撤销还没办的分支", "`join` with mode `{n: 2}`: as it goes on, what is open in the other branches is taken away", {
    flow: three({ n: 2 }),
    must: ["a approve A; c approve C; open D:d"],
    mustNot: ["a approve A; c approve C; b approve B", "c approve C; b approve B; a approve A"],
  }),
  unsupported(33, "Generalized AND-Join", "不支持：分支每轮只到一次，不会攒下几轮的令牌再配对。同一分支里退回重做时，其他分支已到的保留（38）", "No: a branch arrives once a round and no tokens of several rounds are kept to be paired. A return inside one branch leaves the others' arrivals (38)."),
];

const counting: readonly WorkflowPattern[] = [
  supported(34, "Static Partial Join for MI", "`approval` 方式 `vote`、`count: 2`：同一角色的三人中两人同意就通过", "`approval` by `vote` with `count: 2`: passes when two of those found for the role agree", {
    flow: votes({ count: 2 }),
    must: ["open A:s1 A:s2 A:s3; s3 approve A; open A:s1 A:s2; s1 approve A; open D:d; d approve D; ended approved"],
    mustNot: ["s1 approve A; d approve D", "s1 reject A; s2 reject A; d approve D"],
  }),
  supported(35, "Cancelling Partial Join for MI", "同上，`completion: early`：通过时其余席位作废，不再办理", "the same with `completion: early`: when it passes the other seats are moot", {
    flow: votes({ count: 2 }),
    must: ["s1 approve A; s2 approve A; open D:d"],
    mustNot: ["s1 approve A; s2 approve A; s3 approve A"],
  }, {
    flow: flow([S, subflow("U", { rows: "rows", complete: { n: 2 } }), D, Z], edges("S>U>D>Z")), answers: { rows: [{ what: "1" }, { what: "2" }, { what: "3" }] },
    must: ["child U#1 1 approved; open; child U#1 3 approved; did toChild; open D:d"],
    mustNot: ["child U#1 1 approved; d approve D"],
  }),
  supported(36, "Dynamic Partial Join for MI", "`vote` 的 `percent: 60` 按当时的席位算：加签、减签后门槛跟着变", "`vote` with `percent: 60` of the seats there are then: adding and removing signers moves the threshold", {
    flow: signed({ mode: "vote", vote: { percent: 60 } }),
    must: ["a approve A; b approve A; open D:d", "a approve A; b addSigner A people=x,y position=parallel; b approve A; open A:c A:x A:y; y approve A; open D:d"],
    mustNot: ["a approve A; d approve D", "a approve A; b addSigner A people=x,y position=parallel; b approve A; d approve D"],
  }),
  supported(37, "Local Synchronizing Merge", "`inclusive` 进入时记下选中的分支，汇合只看这份记录，不看流程别处", "an `inclusive` keeps what was chosen on entry; its join looks at that alone, not elsewhere in the flow", {
    flow: flow(
      [S, split("P", "parallel"), split("I", "inclusive"), A, B, join("K", "I"), C, join("J", "P"), D, Z],
      [...edges("S>P>I", "P>C>J", "A>K>J>D>Z", "B>K"), when("i1", "I>A", "f", "x"), otherwise("i2", "I>B")],
    ),
    must: ["me submit S f=x; open A:a C:c; a approve A; open C:c; c approve C; open D:d", "me submit S; open B:b C:c; c approve C; b approve B; open D:d"],
    mustNot: ["me submit S f=x; b approve B", "me submit S f=x; a approve A; d approve D"],
  }),
  supported(38, "General Synchronizing Merge", "回路是退回：分支里退回重做时汇合照样等它，其他分支已到的保留；退回到块之前则整块重来、重新选择", "loops are returns: the join waits while a branch is done again and keeps the others' arrivals; a return before the block begins it anew, choices too", {
    flow: flow(
      [S, split("I", "inclusive"), A, B, C, join("J", "I"), D, Z],
      [...edges("S>I", "A>B>J", "C>J", "J>D>Z"), when("i1", "I>A", "f", "x", 0), when("i2", "I>C", "g", "x", 1), otherwise("i3", "I>J")],
    ),
    must: ["me submit S f=x g=x; c approve C; a approve A; b return B to=A; open A:a; a approve A; b approve B; open D:d", "me submit S f=x g=x; c approve C; a return A to=S; me submit S f=no g=x; open C:c; c approve C; open D:d"],
    mustNot: ["me submit S f=x g=x; c approve C; a approve A; b return B to=A; d approve D", "me submit S f=x g=x; a approve A; b approve B; d approve D"],
  }),
];

const exclusion = lifeOf(["approved"], ["closed", "expired"], [
  ["start", "approved>active", "a", { checks: ["areaFree"] }], ["finish", "active>closed", "a"], ["expire", "approved|active>expired", "a", { by: "timer" }],
], [{ id: "active", title: { zh: "作业中", en: "active" }, tone: "live", timers: [{ id: "validity", after: "PT8H", from: { event: "start" }, whileIn: ["active"], fires: "expire" }] }]);
const set = lifeOf(["ready", "one", "two"], ["finished"], [
  ["oneBegin", "ready>one", "a", { checks: ["oneOnce"] }], ["oneEnd", "one>ready", "a"], ["twoBegin", "ready>two", "b", { checks: ["twoOnce"] }], ["twoEnd", "two>ready", "b"],
  ["finish", "ready>finished", "d", { checks: ["bothDone"] }],
]);
const [one, two] = ["a event event=oneBegin; a event event=oneEnd", "b event event=twoBegin; b event event=twoEnd"];

const rest: readonly WorkflowPattern[] = [
  supported(39, "Critical Section", "开工事件的检查读关联票的状态（`ctx.linked`）：关联的那张在作业中，这张就不能开工；同一张票内用 `life` 的状态（40）", "the check of the start event reads the state of the linked ticket (`ctx.linked`): while that one works this one cannot start; within one ticket by states of `life` (40)", {
    flow: flow([S, split("E", "exclusive"), createLinked(), join("J", "E", "any"), Z], [...edges("S>E", "N>J>Z"), when("e1", "E>N", "f", "two"), otherwise("e2", "E>J")], { life: exclusion }),
    form: withChecks({ areaFree: { "!==": [{ lookup: [{ lookup: [{ var: "ctx.linked" }, { var: "other" }] }, "state"] }, "active"] } }),
    must: [
      "me submit S f=two other=paper-2; paper 2; a event event=start; a event event=finish; paper 1; a event event=start; state active; paper 2; ended closed",
      "me submit S f=two other=paper-2; paper 2; paper 1; a event event=start; wait PT8H; ended expired; paper 2; a event event=start; state active",
    ],
    mustNot: ["me submit S f=two other=paper-2; paper 2; a event event=start; paper 1; a event event=start", "me submit S f=two other=paper-2; paper 2; paper 1; a event event=start; paper 2; a event event=start"],
  }),
  supported(40, "Interleaved Routing", "`life`：每件事占一个状态，做完回到“就绪”；先后随意，从不同时", "`life`: each activity is a state of its own and comes back to ready; in any order, never together", {
    flow: flow([S, Z], edges("S>Z"), { life: set }), form: withChecks({ oneOnce: notYet("oneEnd"), twoOnce: notYet("twoEnd"), bothDone: { and: [happened("oneEnd"), happened("twoEnd")] } }),
    must: [`${one}; ${two}; d event event=finish; ended finished`, `${two}; ${one}; d event event=finish; ended finished`],
    mustNot: ["a event event=oneBegin; b event event=twoBegin", `${one}; a event event=oneBegin`, `${two}; d event event=finish`],
  }),
  unsupported(41, "Thread Merge", "不支持：同一位置只有一个令牌，待办才说得清是第几次。用按行的子流程（12、35），它自己分开、自己汇合", "No: a place holds one token, so that a task is always of one visit. Use a `subflow` per row (12, 35), which splits and joins by itself."),
  unsupported(42, "Thread Split", "不支持，理由同 41：一行一个子流程代替一个令牌变 n 个", "No, as 41: a child flow per row stands for n tokens."),
  supported(43, "Explicit Termination", "`end` 带 `terminate`：走到它，整张单立即结束，其他分支的待办关闭", "an `end` with `terminate`: reaching it ends the whole ticket, and the tasks of other branches close", {
    flow: flow([S, split("P", "parallel"), A, B, split("E", "exclusive"), end("X", "cancelled", { terminate: true }), join("K", "E", "any"), join("J", "P"), D, Z], [...edges("S>P>A>J>D>Z", "P>B>E", "K>J"), when("e1", "E>X", "f", "stop"), otherwise("e2", "E>K")]),
    must: ["me submit S f=stop; b approve B; ended cancelled", "me submit S f=go; b approve B; open A:a; a approve A; open D:d; d approve D; ended approved"],
    mustNot: ["me submit S f=stop; b approve B; a approve A", "me submit S f=go; b approve B; ended cancelled"],
  }),
];

/** A second ticket of the same area, for two to compete. */
function createLinked(): FlowNode {
  return { id: "N", kind: "act", title: { zh: "另一张", en: "another" }, act: { do: "createSubmission", form: "form", data: { f: "no", other: "paper-1" } } };
}

/** Those added in 2006. */
export const furtherPatterns: readonly WorkflowPattern[] = [...loops, ...cancelling, ...counting, ...rest];

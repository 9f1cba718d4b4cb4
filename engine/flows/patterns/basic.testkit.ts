import { approval, edges, end, fill, flow, join, split, subflow, wait } from "../testing/plant.testkit.ts";
import { supported, unsupported, type WorkflowPattern } from "./pattern.testkit.ts";
import { happened, lifeOf, notYet, otherwise, patternForm, rows, S, waitFor, when, withChecks, Z } from "./patternPlant.testkit.ts";

const [A, B, C, D] = [approval("A", ["a"]), approval("B", ["b"]), approval("C", ["c"]), approval("D", ["d"])];
const both = flow([S, split("P", "parallel"), A, B, join("J", "P"), D, Z], edges("S>P>A>J>D>Z", "P>B>J"));
const chosen = flow([S, split("E", "exclusive"), A, B, join("J", "E", "any"), D, Z], [...edges("S>E", "A>J", "B>J", "J>D>Z"), when("e1", "E>A", "f", "high"), otherwise("e2", "E>B")]);
const several = flow(
  [S, split("I", "inclusive"), A, B, C, join("J", "I"), D, Z],
  [...edges("S>I", "A>J", "B>J", "C>J", "J>D>Z"), when("i1", "I>A", "f", "x", 0), when("i2", "I>B", "g", "x", 1), otherwise("i3", "I>C")],
);

const controlFlow: readonly WorkflowPattern[] = [
  supported(1, "Sequence", "节点依次相连", "nodes one after the other", {
    flow: flow([S, A, B, Z], edges("S>A>B>Z")),
    must: ["open A:a; a approve A; open B:b; b approve B; ended approved"],
    mustNot: ["b approve B", "a approve A; ended approved", "a approve A; a approve A", "open A:a B:b"],
  }),
  supported(2, "Parallel Split", "`parallel`，每个分支同时开始", "`parallel`: every branch begins at once", {
    flow: both,
    must: ["open A:a B:b; a approve A; open B:b", "b approve B; open A:a"],
    mustNot: ["open A:a", "d approve D", "a approve A; open D:d"],
  }),
  supported(3, "Synchronization", "`join`，方式 `all`：所有分支到齐才继续", "`join` with mode `all`: goes on when every branch has arrived", {
    flow: both,
    must: ["a approve A; b approve B; open D:d; d approve D; ended approved", "b approve B; a approve A; open D:d"],
    mustNot: ["a approve A; d approve D", "b approve B; d approve D", "a approve A; b approve B; a approve A"],
  }),
  supported(4, "Exclusive Choice", "`exclusive`：按条件只走一个分支，条件不明走默认分支", "`exclusive`: one branch by its condition; the default where the condition is unknown", {
    flow: chosen,
    must: ["me submit S f=high; open A:a", "me submit S f=low; open B:b", "me submit S; open B:b"],
    mustNot: ["me submit S f=high; b approve B", "me submit S f=low; a approve A", "me submit S f=high; open A:a B:b"],
  }),
  supported(5, "Simple Merge", "`exclusive` 的 `join`：走过的那个分支到了就继续，只继续一次", "the `join` of an `exclusive`: goes on, once, with the branch that was taken", {
    flow: chosen,
    must: ["me submit S f=high; a approve A; open D:d; d approve D; ended approved", "me submit S f=low; b approve B; open D:d; d approve D; ended approved"],
    mustNot: ["me submit S f=high; d approve D", "me submit S f=high; a approve A; d approve D; d approve D"],
  }),
  supported(6, "Multi-Choice", "`inclusive`：条件成立的分支都走；一个都不成立走默认分支", "`inclusive`: every branch whose condition holds; the default when none does", {
    flow: several,
    must: ["me submit S f=x g=x; open A:a B:b", "me submit S f=x; open A:a", "me submit S g=x; open B:b", "me submit S f=no; open C:c"],
    mustNot: ["me submit S f=x; b approve B", "me submit S f=x g=x; open A:a B:b C:c", "me submit S f=no; open"],
  }),
  supported(7, "Structured Synchronizing Merge", "`inclusive` 的 `join` 只等进入时选中的分支", "the `join` of an `inclusive` waits for the branches chosen on entry, and for no other", {
    flow: several,
    must: ["me submit S f=x; a approve A; open D:d", "me submit S f=x g=x; a approve A; open B:b; b approve B; open D:d", "me submit S f=x g=x; b approve B; a approve A; open D:d"],
    mustNot: ["me submit S f=x g=x; a approve A; d approve D", "me submit S f=no; d approve D"],
  }),
];

const turning: readonly WorkflowPattern[] = [
  unsupported(8, "Multi-Merge", "不支持：汇合只放行一次，否则后面的审批会重复出现、签名互相覆盖。把后续步骤画在各分支里，或做成各分支都调用的子流程（`subflow`）", "No: a join lets one token through; otherwise later approvals would come twice and contradict each other. Draw what follows inside each branch, or as a `subflow` that each branch starts."),
  supported(9, "Structured Discriminator", "`join` 方式 `any`：第一个到的放行，只放行一次。其余的待办同时关闭（同 29），不让人办理已经没有作用的事；要听完所有意见用 `collectAll`", "`join` with mode `any`: the first to arrive goes on, once. The others' tasks close with it (as in 29): nobody is asked for what changes nothing; use `collectAll` to hear everyone.", {
    flow: flow([S, split("P", "parallel"), A, B, C, join("J", "P", "any"), D, Z], edges("S>P>A>J>D>Z", "P>B>J", "P>C>J")),
    must: ["open A:a B:b C:c; b approve B; open D:d; d approve D; ended approved", "c approve C; open D:d"],
    mustNot: ["d approve D", "a approve A; b approve B", "a approve A; d approve D; d approve D"],
  }),
  supported(10, "Arbitrary Cycles", "退回（`return`）到走过的任一办理节点；两个相互交叠的回路也可以", "`return` to any step that was walked; two loops that overlap, too", {
    flow: flow([S, A, B, C, D, Z], edges("S>A>B>C>D>Z")),
    must: [
      "a approve A; b approve B; c return C to=A; open A:a; a approve A; b approve B; c approve C; d return D to=B; open B:b; b approve B; c approve C; d approve D; ended approved",
      "a approve A; b return B to=S; open S:me; me submit S; open A:a",
    ],
    mustNot: ["a approve A; b return B to=D", "a approve A; b approve B; c return C to=A; c approve C", "a return A to=B"],
  }),
  supported(11, "Implicit Termination", "画得通的流程没有死锁也不丢令牌（发布前检查），最后一件事办完流程就结束，不用谁去结束它；没有后续的分支接到结束前的 `join`", "What can be published has no deadlock and loses no token, so a flow ends with the last thing to do and nobody ends it; a branch with nothing after it leads to the `join` before the end.", {
    flow: flow([S, split("P", "parallel"), A, B, join("J", "P"), Z], edges("S>P>A>J>Z", "P>B>J")),
    must: ["a approve A; open B:b; b approve B; ended approved", "b approve B; a approve A; ended approved"],
    mustNot: ["a approve A; ended approved", "a approve A; b approve B; a approve A"],
  }, {
    flow: flow([S, split("E", "exclusive"), A, B, Z, end("Y", "recorded")], [...edges("S>E", "A>Z", "B>Y"), when("e1", "E>A", "f", "high"), otherwise("e2", "E>B")]),
    must: ["me submit S f=high; a approve A; ended approved", "me submit S; b approve B; ended recorded"],
    mustNot: ["me submit S; ended recorded"],
  }),
  supported(12, "MI without Synchronization", "`subflow` 按行启动、`sync: false`：每行一个子流程，主流程不等；通知多人用 `notify`", "a `subflow` per row with `sync: false`: a child for each row, and the flow does not wait; `notify` to tell N people", {
    flow: flow([S, subflow("U", { rows: "rows", sync: false }), A, Z], edges("S>U>A>Z")),
    answers: rows("hoist", "scaffold", "lamp"),
    must: ["did startChild startChild startChild; open A:a; a approve A; ended approved", "a approve A; ended approved; child U#1 1 approved; ended approved"],
    mustNot: ["did startChild", "open", "ended approved"],
  }),
];

const people: readonly WorkflowPattern[] = [
  supported(13, "MI with a priori Design-Time Knowledge", "`approval` 方式 `all`，写明三个人：三人都签才通过", "`approval` with mode `all` and three people named: passes when all three have signed", {
    flow: flow([S, approval("A", ["a", "b", "c"]), D, Z], edges("S>A>D>Z")),
    must: ["open A:a A:b A:c; c approve A; a approve A; b approve A; open D:d"],
    mustNot: ["a approve A; b approve A; d approve D", "d approve A", "a approve A; a approve A"],
  }),
  supported(14, "MI with a priori Run-Time Knowledge", "候选人写角色、岗位或表单字段，进入节点时找出来，找到几人就几个席位", "candidates by role, post or a field of the form: found on entry, one seat for each person found", {
    flow: flow([S, approval("A", [], { candidates: [{ kind: "role", role: "safety-dept", at: "initiatorOrg" }] }), D, Z], edges("S>A>D>Z")),
    must: ["open A:s1 A:s2 A:s3; s1 approve A; s3 approve A; s2 approve A; open D:d"],
    mustNot: ["s1 approve A; s2 approve A; d approve D"],
  }, {
    flow: flow([S, approval("A", [], { candidates: [{ kind: "field", field: "team" }] }), D, Z], edges("S>A>D>Z")),
    must: ["me submit S team=a,b; open A:a A:b; a approve A; b approve A; open D:d", "me submit S team=a,b,c,e; open A:a A:b A:c A:e"],
    mustNot: ["me submit S team=a,b; c approve A", "me submit S team=a,b,c; a approve A; b approve A; d approve D"],
  }),
  supported(15, "MI without a priori Run-Time Knowledge", "加签（`addSigner`）：办理当中随时增加席位，加的人还可以再加", "`addSigner`: seats are added while the step is open, also by those who were added", {
    flow: flow([S, approval("A", ["a"]), D, Z], edges("S>A>D>Z")),
    must: ["a addSigner A people=x position=parallel; open A:a A:x; x addSigner A people=y position=parallel; open A:a A:x A:y; y approve A; a approve A; x approve A; open D:d", "a approve A; open D:d"],
    mustNot: ["a addSigner A people=x position=parallel; a approve A; d approve D", "a approve A; a addSigner A people=x position=parallel"],
  }),
];

const day = withChecks({ gasOnce: notYet("gasEnd"), isolationOnce: notYet("isolationEnd"), siteOnce: notYet("siteEnd"), gasFirst: happened("gasEnd"), allDone: { and: [happened("gasEnd"), happened("isolationEnd"), happened("siteEnd")] } });
const preparations = lifeOf(["ready", "gas", "isolation", "site"], ["prepared"], [
  ["gasBegin", "ready>gas", "a", { checks: ["gasOnce"] }], ["gasEnd", "gas>ready", "a"],
  ["isolationBegin", "ready>isolation", "b", { checks: ["isolationOnce"] }], ["isolationEnd", "isolation>ready", "b"],
  ["siteBegin", "ready>site", "c", { checks: ["siteOnce", "gasFirst"] }], ["siteEnd", "site>ready", "c"],
  ["begin", "ready>prepared", "d", { checks: ["allDone"] }],
]);
const done = "a event event=gasBegin; a event event=gasEnd";

const states: readonly WorkflowPattern[] = [
  supported(16, "Deferred Choice", "等待的事谁先来就走谁：办理、撤回、到时，或 `any` 汇合前的两个 `wait`", "whichever comes first decides: a decision, a withdrawal, a deadline; or two `wait` nodes before an `any` join", {
    flow: flow([S, approval("A", ["a"], { due: { after: "PT8H", onOver: "reject" } }), Z], edges("S>A>Z"), { settings: { withdraw: "always" } }),
    must: ["a approve A; ended approved", "me withdraw; open S:me", "wait PT8H; ended rejected"],
    mustNot: ["a approve A; me withdraw", "me withdraw; a approve A", "wait PT8H; a approve A"],
  }, {
    flow: flow([S, split("P", "parallel"), waitFor("W", "repaired"), A, wait("T", { duration: "PT1H" }), B, join("J", "P", "any"), Z], edges("S>P>W>A>J>Z", "P>T>B>J")),
    must: ["open; signal repaired k; open A:a", "wait PT1H; open B:b"],
    mustNot: ["a approve A", "wait PT30M; b approve B"],
  }),
  supported(17, "Interleaved Parallel Routing", "`life`：每件事从“就绪”开始、做完回到“就绪”，检查保证各做一次、先后不颠倒；同一时间只有一件在做", "`life`: each activity leaves the ready state and comes back to it; checks keep each to once and in its partial order; one at a time", {
    flow: flow([S, Z], edges("S>Z"), { life: preparations }), form: day,
    must: [
      `${done}; b event event=isolationBegin; b event event=isolationEnd; c event event=siteBegin; c event event=siteEnd; d event event=begin; ended prepared`,
      `b event event=isolationBegin; b event event=isolationEnd; ${done}; c event event=siteBegin; c event event=siteEnd; d event event=begin; ended prepared`,
    ],
    mustNot: ["a event event=gasBegin; b event event=isolationBegin", "c event event=siteBegin", `${done}; a event event=gasBegin`, `${done}; d event event=begin`],
  }),
  supported(18, "Milestone", "`life` 的事件只在写明的状态里可用：票证有效（作业中）时才能记录", "an event of `life` is taken in the states it names: a record while the permit is valid", {
    flow: flow([S, A, Z], edges("S>A>Z"), { life: lifeOf(["approved"], ["closed", "expired"], [
      ["start", "approved>active", "b"], ["record", "active>active", "c"], ["finish", "active>closed", "b"], ["expire", "approved|active>expired", "b", { by: "timer" }],
    ], [{ id: "active", title: { zh: "作业中", en: "active" }, tone: "live", timers: [{ id: "validity", after: "PT8H", from: { event: "start" }, whileIn: ["active"], fires: "expire" }] }]) }),
    must: ["a approve A; b event event=start; c event event=record; wait PT7H; c event event=record; b event event=finish; ended closed"],
    mustNot: ["c event event=record", "a approve A; c event event=record", "a approve A; b event event=start; wait PT8H; c event event=record", "a approve A; b event event=start; b event event=finish; c event event=record"],
  }),
  supported(19, "Cancel Task", "与它并行一个 `wait`，汇合 `any`：信号到，待办撤销；加签的用减签（`reduceSigner`）", "beside it a `wait` under an `any` join: the signal takes the task away; an added one by `reduceSigner`", {
    flow: flow([S, split("P", "parallel"), A, waitFor("W", "notNeeded"), join("J", "P", "any"), D, Z], edges("S>P>A>J>D>Z", "P>W>J")),
    must: ["open A:a; signal notNeeded k; open D:d", "a approve A; open D:d"],
    mustNot: ["signal notNeeded k; a approve A", "d approve D"],
  }, {
    flow: flow([S, approval("A", ["a"]), D, Z], edges("S>A>D>Z")),
    must: ["a addSigner A people=x position=parallel; open A:a A:x; a reduceSigner A of=x; open A:a; a approve A; open D:d"],
    mustNot: ["a addSigner A people=x position=parallel; a reduceSigner A of=x; x approve A"],
  }),
  supported(20, "Cancel Case", "终止（`terminate`）、作废（`cancel`），已签发的票证用 `life` 的作废事件", "`terminate`, `cancel`, and for an issued permit the revoking event of its `life`", {
    flow: flow([S, split("P", "parallel"), A, fill("B", ["b"]), join("J", "P"), Z], edges("S>P>A>J>Z", "P>B>J"), { settings: { withdraw: "always" } }), form: patternForm,
    must: ["open A:a B:b; admin terminate reason=mistake; ended terminated", "me withdraw; me cancel; ended cancelled"],
    mustNot: ["admin terminate reason=mistake; a approve A", "me cancel", "a terminate reason=mistake"],
  }, {
    flow: flow([S, A, Z], edges("S>A>Z"), { life: lifeOf(["issued"], ["closed", "revoked"], [["close", "issued>closed", "b"], ["revoke", "issued>revoked", "c", { reason: "required" }]]) }),
    must: ["a approve A; state issued; c event event=revoke reason=storm; ended revoked"],
    mustNot: ["c event event=revoke reason=storm", "a approve A; c event event=revoke", "a approve A; c event event=revoke reason=storm; b event event=close"],
  }),
];

/** The twenty of 2003. */
export const basicPatterns: readonly WorkflowPattern[] = [...controlFlow, ...turning, ...people, ...states];

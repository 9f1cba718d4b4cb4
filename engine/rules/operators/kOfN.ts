import { issue } from "../../issues/issue.ts";
import type { JudgeContext } from "../context.ts";
import { booleanType, failed, type CompiledNode, type RuleOperator, type Watcher } from "../node.ts";
import { isObject } from "../../model/json.ts";
import type { JsonLogic } from "../../model/logic.ts";
import type { I18nText } from "../../model/text.ts";
import { phrase, span } from "../explain/speech.ts";
import { badArguments, numberArgument } from "./arguments.ts";
import { truth } from "./kleene.ts";

/**
 * `kOfN[k, set, cond, withinS?]`: at least k members meet the condition, each
 * judged true, false or unknown. With `withinS` a member counts when it was
 * true at some instant of (t − withinS, t].
 */
export const kOfNOperator: RuleOperator = {
  name: "kOfN",
  words: ({ args, plain }) => phrase("{set}中至少 {k} 个{within}满足：{c}", "at least {k} of {set}{within} meet: {c}", {
    k: String(args[0]), set: setWords(args[1] ?? null), within: typeof args[3] === "number" ? phrase("在 {w} 内", " within {w}", { w: span(args[3]) }) : "", c: plain(2),
  }),
  compile(args, path, scope) {
    const k = numberArgument(args, 0, 1, 64);
    const within = args.length > 3 ? numberArgument(args, 3, 0.001, 3600) : 0;
    if (k === undefined || within === undefined || args.length < 3 || args.length > 4) return badArguments(scope, "kOfN", path, "[k, set, condition, withinS?]");
    const members = scope.members(args[1] ?? null, `${path}/1`);
    scope.facts.members += 1;
    const cond = scope.compile(args[2] ?? null, `${path}/2`);
    scope.facts.members -= 1;
    if (!members) return failed;
    if (members.length < k) scope.issues.push({ ...issue("RULE_NO_TAG", `${path}/1`, { what: `kOfN: ${members.length} < ${k}` }), severity: "warning" });
    const slot = within > 0 ? scope.newSlot() : -1;
    if (slot >= 0) {
      scope.facts.usesGrid = true;
      scope.facts.ringMs = Math.max(scope.facts.ringMs, within * 1000);
      scope.watchers.push(memberWatcher(slot, members, cond));
    }
    return { type: booleanType, members, run: (ctx) => kOfN(ctx, k, members, cond, slot, within * 1000) };
  },
};

function setWords(set: JsonLogic): I18nText {
  const near = isObject(set) && Array.isArray(set["near"]) ? set["near"] : undefined;
  const name = near ? String(near[0]) : String(set);
  const points = name === "selected" ? phrase("所选测点", "the selected points") : phrase("“{name}”的测点", "the points of \"{name}\"", { name });
  return near ? phrase("{points}（{r} m 内）", "{points} (within {r} m)", { points, r: String(near[1]) }) : points;
}

// Per member two marks: the instant up to which it was last true (NaN: never), and whether it is true now.
function memberWatcher(slot: number, members: readonly number[], cond: CompiledNode): Watcher {
  return {
    slot,
    observe(ctx) {
      const marks = ctx.slots[slot]!.marks;
      members.forEach((member, at) => {
        if (marks[2 * at + 1] === 1) marks[2 * at] = ctx.t; // it was true right up to this instant
        marks[2 * at] ??= -1;
        marks[2 * at + 1] = judgeMember(ctx, member, cond, "raise") === true ? 1 : 0;
      });
    },
  };
}

function kOfN(ctx: JudgeContext, k: number, members: readonly number[], cond: CompiledNode, slot: number, withinMs: number): boolean | undefined {
  let yes = 0;
  let open = 0;
  for (let at = 0; at < members.length; at += 1) {
    const verdict = wasTrue(ctx, slot, at, withinMs) ? true : judgeMember(ctx, members[at]!, cond, ctx.mode);
    if (verdict === true) yes += 1;
    else if (verdict === undefined) open += 1;
  }
  if (yes >= k) return true;
  return yes + open < k ? false : undefined;
}

function wasTrue(ctx: JudgeContext, slot: number, at: number, withinMs: number): boolean {
  if (slot < 0) return false;
  const marks = ctx.slots[slot]!.marks;
  const until = marks[2 * at];
  return marks[2 * at + 1] === 1 || (until !== undefined && until >= 0 && until > ctx.t - withinMs);
}

function judgeMember(ctx: JudgeContext, member: number, cond: CompiledNode, mode: JudgeContext["mode"]): boolean | undefined {
  const { self, mode: before } = ctx;
  ctx.self = member;
  ctx.mode = mode;
  const value = truth(cond.run(ctx));
  ctx.self = self;
  ctx.mode = before;
  return value;
}

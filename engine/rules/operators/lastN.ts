import { currentSample, type JudgeContext } from "../context.ts";
import { phrase } from "../explain/speech.ts";
import { isHeld } from "../usable.ts";
import { booleanType, type CompiledNode, type RuleOperator, type Watcher } from "../node.ts";
import { badArguments, numberArgument } from "./arguments.ts";
import { truth } from "./kleene.ts";

const maxSamples = 1000;

/** `lastN[k, n, cond]`: true for k of the last n samples of the tag in question; Kleene over those present. */
export const lastNOperator: RuleOperator = {
  name: "lastN",
  words: ({ args, plain, isReport }) => phrase(`最近 {n} ${isReport ? "份表单" : "个读数"}中至少 {k} ${isReport ? "份" : "个"}满足：{c}`, `at least {k} of the last {n} ${isReport ? "forms" : "readings"} meet: {c}`, { k: String(args[0]), n: String(args[1]), c: plain(2) }),
  compile(args, path, scope) {
    const k = numberArgument(args, 0, 1, maxSamples);
    const n = numberArgument(args, 1, 1, maxSamples);
    if (k === undefined || n === undefined || k > n || args.length !== 3) return badArguments(scope, "lastN", path, `[k, n, condition] (1 ≤ k ≤ n ≤ ${maxSamples})`);
    const cond = scope.compile(args[2] ?? null, `${path}/2`);
    const slot = scope.newSlot();
    scope.watchers.push(lastNWatcher(slot, n, cond));
    return { type: booleanType, run: (ctx) => lastN(ctx, slot, k) };
  },
};

// One mark per sample: 3 × verdict for raising + verdict for clearing, each 0 false, 1 true, 2 unknown.
function lastNWatcher(slot: number, n: number, cond: CompiledNode): Watcher {
  return {
    slot,
    observe(ctx) {
      if (!ctx.inputs[ctx.self]?.fresh) return;
      const marks = ctx.slots[slot]!.marks;
      marks.push(3 * verdictIn(ctx, "raise", cond) + verdictIn(ctx, "clear", cond));
      if (marks.length > n) marks.shift();
    },
  };
}

function verdictIn(ctx: JudgeContext, mode: "raise" | "clear", cond: CompiledNode): number {
  const before = ctx.mode;
  ctx.mode = mode;
  const value = truth(cond.run(ctx));
  ctx.mode = before;
  return value === undefined ? 2 : value ? 1 : 0;
}

function lastN(ctx: JudgeContext, slot: number, k: number): boolean | undefined {
  const sample = currentSample(ctx, ctx.self);
  const plan = ctx.plans[ctx.self];
  if (!sample || !plan || !isHeld(ctx, plan, sample)) return undefined; // a silent source tells nothing about now
  let yes = 0;
  let open = 0;
  for (const mark of ctx.slots[slot]!.marks) {
    const verdict = ctx.mode === "raise" ? Math.floor(mark / 3) : mark % 3;
    if (verdict === 1) yes += 1;
    else if (verdict === 2) open += 1;
  }
  if (yes >= k) return true;
  return yes + open < k ? false : undefined;
}

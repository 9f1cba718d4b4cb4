import { isClean, type Issue } from "../issues/issue.ts";
import type { Pack } from "../model/pack.ts";
import { checkPack } from "./checkPack.ts";
import { playPack } from "./playPack.ts";

/** What is wrong with a pack, and how its cases went. */
export interface PackJudgement {
  readonly issues: readonly Issue[];
  /** How many cases it has. */
  readonly cases: number;
  /** How many of them hold; none is played while there are errors. */
  readonly passed: number;
}

/** Everything wrong with a pack: read, checked, and its cases played once nothing else is. `unread`: what reading it said. */
export function judgePack(pack: Pack, packs: readonly Pack[], unread: readonly Issue[] = []): PackJudgement {
  const issues = [...unread, ...checkPack(pack, packs)];
  if (!isClean(issues)) return { issues, cases: pack.cases?.length ?? 0, passed: 0 };
  const { results, issues: failed } = playPack(pack, packs);
  return { issues: [...issues, ...failed], cases: results.length, passed: results.filter((one) => one.failures.length === 0).length };
}

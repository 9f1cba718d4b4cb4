import type { ErrorCode } from "../../issues/codes/index.ts";
import type { IssueParams } from "../../issues/issue.ts";
import { isWithin } from "../plan/plan.ts";
import type { RegionId, VisitId } from "../types.ts";
import { reaches } from "./reach.ts";
import type { Survey } from "./survey.ts";
import type { MigrationQuestion, MigrationReason, MigrationVerdict, Move } from "./types.ts";

/** An open question and the new region it is about: a token moved around it answers it as well. */
export type Asked = MigrationQuestion & { readonly region: RegionId };

/** What has been found so far. Only this is written while a plan is made; the instance is not. */
export interface Findings {
  readonly reasons: MigrationReason[];
  readonly asked: Asked[];
  readonly moves: Map<RegionId, Move>; // by new region: its token goes there
  readonly dropped: Set<VisitId>; // let go with their branch
  readonly passed: Set<VisitId>; // waits taken as over
  readonly waitsAnew: Set<VisitId>;
}

export function noFindings(): Findings {
  return { reasons: [], asked: [], moves: new Map(), dropped: new Set(), passed: new Set(), waitsAnew: new Set() };
}

/** Adds a line of the verdict table. */
export function say(f: Findings, verdict: MigrationVerdict, code: ErrorCode, params: IssueParams = {}): void {
  f.reasons.push({ code, params, verdict });
}

/** Adds a question with its reason; gives the answer when there is one that fits. */
export function ask(f: Findings, question: Asked): string | undefined {
  const { answer, key, choices } = question;
  f.asked.push(question);
  say(f, "needsMapping", question.code, question.params);
  if (answer === undefined || choices.includes(answer)) return answer;
  say(f, "refuse", "MIGRATION_ANSWER", { key, answer, choices });
  return undefined;
}

/**
 * Sends the token of a region somewhere. Of two ways back the longer one wins;
 * two people's answers that send one token to two places have no place.
 */
export function addMove(s: Survey, f: Findings, move: Move): void {
  const region = s.after.regionOf.get(move.to) ?? "root";
  const known = f.moves.get(region);
  if (known && known.to !== move.to && known.from !== undefined && move.from !== undefined) return say(f, "refuse", "MIGRATION_NO_PLACE", { visit: move.from });
  if (!known || (known.to !== move.to && reaches(s.after, move.to, known.to))) f.moves.set(region, move);
}

/** True when the token of this region or of one around it is moved. */
export function isMoved(s: Survey, f: Findings, region: RegionId): boolean {
  return [...f.moves.keys()].some((around) => isWithin(s.after, region, around));
}

/** What is left to answer once moved tokens have answered for all within them. */
export function questionsLeft(s: Survey, f: Findings): readonly MigrationQuestion[] {
  return f.asked.filter((one) => one.answer !== undefined || !isMoved(s, f, one.region)).map(({ region: _, ...question }) => question);
}

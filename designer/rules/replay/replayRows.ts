import type { ReplayView } from "@safeloop/engine";

type Times = ReplayView["episodes"]["first"][number];
type Moved = NonNullable<ReplayView["difference"]>["moved"]["first"][number];

/** One alarm of the span: of the draft, or of the published rule alone. */
export interface ReplayRow extends Times {
  /** How the published rule stands to it; null where there is none, or it is the rule asked about. */
  readonly against: "same" | "onlyNew" | "onlyOld" | "moved" | null;
  readonly was?: Moved["was"];
}

const keyOf = ({ key, raisedAt }: Pick<Times, "key" | "raisedAt">): string => `${key} ${raisedAt}`;

/** Alarms of the draft and those the published rule raises alone, newest first. */
export function rowsOf({ episodes, difference }: ReplayView): readonly ReplayRow[] {
  const fresh = new Set(difference?.onlyNew.first.map(keyOf));
  const moved = new Map(difference?.moved.first.map((one) => [keyOf(one), one.was]));
  const drafted = episodes.first.map((one): ReplayRow => {
    const was = moved.get(keyOf(one));
    return { ...one, against: difference === null ? null : fresh.has(keyOf(one)) ? "onlyNew" : was ? "moved" : "same", ...(was ? { was } : {}) };
  });
  const gone = (difference?.onlyOld.first ?? []).map((one): ReplayRow => ({ ...one, against: "onlyOld" }));
  return [...drafted, ...gone].sort((a, b) => b.raisedAt - a.raisedAt);
}

/** What is looked at to judge an alarm: it, with as much before and behind, at least five minutes. */
export function spanAround({ raisedAt, clearedAt }: Pick<Times, "raisedAt" | "clearedAt">, whole: { readonly from: number; readonly to: number }): { readonly from: number; readonly to: number } {
  const end = clearedAt ?? whole.to;
  const room = Math.max(300_000, end - raisedAt);
  return { from: Math.max(whole.from, raisedAt - room), to: Math.min(whole.to, end + room) };
}

/** The least known share of time among the tags: a rule is judged by its worst one. */
export function leastKnown({ coverage }: Pick<ReplayView, "coverage">): number | null {
  return coverage.length === 0 ? null : Math.min(...coverage.map((one) => one.knownPct));
}

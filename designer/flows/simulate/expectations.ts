import type { CaseThen, PackCase } from "@safeloop/engine";

/** What of a run a case holds fast, each a choice. */
export const expectations = ["state", "asked", "told", "timers", "effects", "data"] as const;
export type Expectation = (typeof expectations)[number];

const members: { readonly [name in Expectation]: readonly (keyof CaseThen)[] } = {
  state: ["state"], asked: ["open", "holders"], told: ["told"], timers: ["timers"], effects: ["effects", "created"], data: ["data"],
};

/** The case with only what was chosen; a refusal that was seen always stays expected. */
export function withExpectations(one: PackCase, chosen: readonly Expectation[]): PackCase {
  const kept = new Set<keyof CaseThen>(["refused", ...chosen.flatMap((name) => members[name])]);
  return { ...one, when: one.when.map((step) => (step.then ? { ...step, then: Object.fromEntries(Object.entries(step.then).filter(([name]) => kept.has(name as keyof CaseThen))) } : step)) };
}

/** The first of `case-1`, `case-2`, … that is free. */
export function freeCaseId(taken: readonly string[]): string {
  for (let n = 1; ; n++) if (!taken.includes(`case-${n}`)) return `case-${n}`;
}

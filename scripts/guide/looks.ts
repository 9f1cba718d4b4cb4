import type { Look } from "./row.ts";

const plain = { tone: "text3", tint: "sunken" } as const;
const good = { tone: "good", tint: "goodTint" } as const;
const live = { tone: "primaryText", tint: "primaryTint" } as const;

/** By the words of `inbox:seatState`. */
const looks: { readonly [state: string]: Look } = {
  open: { icon: "target", ...live }, claimed: { icon: "bookmark", ...live }, delegated: { icon: "speech", tone: "risk2Text", tint: "risk2Tint" },
  waiting: { icon: "clock", ...plain }, heldOff: { icon: "lock", ...plain },
  approved: { icon: "check", ...good }, submitted: { icon: "check", ...good }, carried: { icon: "forward", ...good },
  rejected: { icon: "cross", tone: "risk1Text", tint: "risk1Tint" }, blocked: { icon: "cross", tone: "risk1Text", tint: "risk1Tint" },
  moot: { icon: "minus", ...plain }, removed: { icon: "slash", ...plain }, superseded: { icon: "slash", ...plain },
  told: { icon: "bell", ...good }, ahead: { icon: "dots", ...plain },
};

export function lookOf(state: string): Look {
  const found = looks[state];
  if (!found) throw new Error(`no look for ${state}`);
  return found;
}

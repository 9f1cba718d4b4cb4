import type { Printing } from "./cells.ts";
import type { PrintSign } from "./document.ts";
import type { PrintDecision } from "./facts.ts";
import { nameText } from "./valueText.ts";

const outcomes = { approved: "approved", rejected: "rejected", returned: "returned", filled: "filled" } as const;

function byText(on: Printing, { by, standsFor }: PrintDecision): string {
  const name = by === null ? on.words.say("system") : nameText(on, "person", by);
  return standsFor === undefined ? name : `${name}${on.words.say("standsIn", { name: nameText(on, "person", standsFor) })}`;
}

/** Who signed, in whose place, how, and whether it still verifies. */
export function signOf(on: Printing, decision: PrintDecision): PrintSign {
  const { signature } = decision;
  return {
    name: byText(on, decision), at: "", how: on.words.method(signature?.method),
    ...(signature?.file === undefined ? {} : { file: signature.file }),
    ...(signature?.intact === false ? { warning: on.words.say("broken") } : {}),
  };
}

/** How far from the work it was decided, or that nobody measured it. */
export function placeText(on: Printing, { distanceM }: PrintDecision): string {
  return distanceM === undefined ? on.words.say("noPlace") : on.words.say("distance", { m: Math.round(distanceM) });
}

/** The outcome in a word and what was said with it. */
export function opinionOf(on: Printing, decision: PrintDecision, between: string): string {
  const said = decision.outcome === "event" ? "" : on.words.say(outcomes[decision.outcome]);
  return [said, decision.comment ?? ""].filter((part) => part !== "").join(between) || on.words.say("blank");
}

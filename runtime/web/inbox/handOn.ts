import type { TaskCommandBody } from "@safeloop/engine";
import type { Choice } from "../forms/services/formServices.ts";

/** Commands that hand a task on, share it, or take it: each with a small dialog. */
export const handOnCommands = ["claim", "unclaim", "transfer", "delegate", "addSigner"] as const;
export type HandOnCommand = (typeof handOnCommands)[number];

export const positions = ["before", "after", "parallel"] as const;
export type Position = (typeof positions)[number];
export const modes = ["all", "any", "sequence"] as const;
export type Mode = (typeof modes)[number];

/** What the dialog of a command asks. */
export interface HandOnAsk {
  readonly people: "none" | "one" | "many";
  readonly position: boolean;
  readonly comment: boolean;
}

const asks: { readonly [command in HandOnCommand]: HandOnAsk } = {
  claim: { people: "none", position: false, comment: false },
  unclaim: { people: "none", position: false, comment: false },
  transfer: { people: "one", position: false, comment: true },
  delegate: { people: "one", position: false, comment: true },
  addSigner: { people: "many", position: true, comment: true },
};

export function askOfHandOn(command: HandOnCommand): HandOnAsk {
  return asks[command];
}

/** What the person has given so far. */
export interface HandOn {
  readonly people: readonly Choice[];
  readonly position: Position;
  readonly mode: Mode;
  readonly comment: string;
}
export const nothingGiven: HandOn = { people: [], position: "before", mode: "all", comment: "" };

/** How several signers count together matters only where they stand as a group of their own, before or after me. */
export function asksMode({ people, position }: HandOn): boolean {
  return position !== "parallel" && people.length > 1;
}

export function isReady(command: HandOnCommand, { people }: HandOn): boolean {
  const wanted = asks[command].people;
  return wanted === "none" || (wanted === "one" ? people.length === 1 : people.length > 0);
}

/** The command as the API takes it; what its dialog does not ask is left out. */
export function handOnBody(command: HandOnCommand, given: HandOn): Omit<TaskCommandBody, "version"> {
  const ask = asks[command];
  const comment = given.comment.trim();
  return {
    command,
    ...(ask.people === "one" && given.people[0] ? { person: given.people[0].id } : {}),
    ...(ask.people === "many" ? { people: given.people.map((one) => one.id) } : {}),
    ...(ask.position ? { position: given.position } : {}),
    ...(ask.position && asksMode(given) ? { mode: given.mode } : {}),
    ...(ask.comment && comment !== "" ? { comment } : {}),
  };
}

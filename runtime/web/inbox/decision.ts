import type { FlowDefinition, MayActView, TaskView } from "@safeloop/engine";

/** Commands a person can give on a task, in the order they are offered. The first allowed one is the primary button. */
export const taskCommands = ["approve", "submit", "undelegate", "advise", "return", "reject", "claim", "unclaim", "transfer", "delegate", "addSigner", "reduceSigner", "takeBack"] as const;
export type TaskCommand = (typeof taskCommands)[number];

/** What a command asks of the person beside the click. */
export interface Needs {
  readonly comment: boolean;
  readonly signature: boolean;
  readonly password: boolean;
  readonly gps: boolean;
  readonly target: boolean;
}

const commented: ReadonlySet<string> = new Set(["reject", "return", "advise"]);

/** Needs known before the click: by the command, and by the step's evidence. The server names any it still misses. */
export function needsOf(command: TaskCommand, task: TaskView, flow: FlowDefinition | null | undefined): Needs {
  const node = flow?.nodes.find((one) => one.id === task.node.id);
  const evidence = node !== undefined && "evidence" in node ? node.evidence : undefined;
  const decides = command === "approve" || command === "submit" || command === "reject" || command === "return";
  return {
    comment: commented.has(command) || evidence?.comment?.includes(command as "approve" | "reject" | "return") === true,
    signature: decides && command !== "return" && evidence?.signature === true, // who returns decides nothing that a signature could stand for
    password: decides && evidence?.password === true,
    gps: decides && evidence?.gpsWithin !== undefined,
    target: command === "return",
  };
}

/** Adds what a refusal (`EVIDENCE_MISSING`) says is still missing. */
export function withMissing(needs: Needs, missing: unknown): Needs {
  const named = Array.isArray(missing) ? missing.map(String) : [String(missing ?? "")];
  const has = (word: string): boolean => named.some((one) => one.toLowerCase().includes(word));
  return { ...needs, comment: needs.comment || has("comment"), signature: needs.signature || has("signature"), password: needs.password || has("password"), gps: needs.gps || has("gps") };
}

/** True where the step lets who returns choose: walk every step again, or come straight back to him (flows.md 6.2). */
export function maySkipBack(task: TaskView, flow: FlowDefinition | null | undefined): boolean {
  const node = flow?.nodes.find((one) => one.id === task.node.id);
  return node !== undefined && "returns" in node && node.returns?.afterRepair === "choose";
}

/** One command as offered: allowed, or refused with its reason. */
export interface Offer {
  readonly command: TaskCommand;
  readonly allowed: boolean;
  readonly why: string | undefined;
}

/** Offered commands: those allowed, and those refused with a reason worth showing (never "not your task", nor what this step can never take). */
export function offered(mayAct: MayActView): readonly Offer[] {
  return taskCommands.flatMap((command) => {
    const may = mayAct[command];
    if (may === undefined || (!may.allowed && hidden.has(may.code ?? ""))) return [];
    return [{ command, allowed: may.allowed, why: may.why }];
  });
}

const hidden: ReadonlySet<string> = new Set([
  "", "NOT_ENTITLED", "NOT_ALLOWED", "COMMAND_UNKNOWN", "RETURN_NOT_ALLOWED", // nobody here may, ever
  "TASK_CLOSED", "TASK_SUPERSEDED", "TASK_UNKNOWN", "INSTANCE_ENDED", "SEAT_DECIDED", // over: the page says so
  "NOT_CLAIMABLE", "NOT_CLAIMED", "NOT_DELEGATED", "NOT_ADDED", "NOTHING_TO_TAKE_BACK", // nothing there to act on
]);

const atHand: ReadonlySet<TaskCommand> = new Set(["approve", "submit", "undelegate", "advise", "return", "reject"]);

/** Where each command goes. */
export interface Places {
  /** Buttons; the first is the primary one. */
  readonly bar: readonly Offer[];
  /** The menu behind "more". */
  readonly more: readonly Offer[];
  /** Looks back: offered on what I decided, with a confirmation of its own. */
  readonly takeBack: Offer | undefined;
}

/** Refusals that hold for the whole task for now; said once, at the decision. */
const forNow: ReadonlySet<string> = new Set(["SEAT_WAITING", "SEAT_DELEGATED", "CLAIMED_BY_OTHER", "INSTANCE_SUSPENDED"]);

/** A task that has to wait refuses before it is asked what its step takes: what this kind of step, or this seat, never takes is left out. */
function fits({ command }: Offer, { kind, seat, mayAct }: TaskView): boolean {
  if (mayAct[command]?.allowed === true) return true;
  if (command === "approve" || command === "reject") return kind !== "fill";
  if (command === "submit") return kind !== "approval";
  if (command === "undelegate" || command === "advise") return seat.delegatee !== undefined;
  return atHand.has(command) || command === "takeBack" || !forNow.has(mayAct[command]?.code ?? "");
}

/**
 * Decisions at hand, the rest behind "more". What is allowed leads where the
 * decision itself has to wait: an owner whose task is out for advice sees
 * "take the delegation back" first. Removing a signer stands at that signer.
 */
export function placesOf(task: TaskView): Places {
  const all = offered(task.mayAct).filter((offer) => fits(offer, task));
  const shown = all.filter(({ command }) => atHand.has(command));
  const bar = shown.some((one) => one.allowed) ? [...shown.filter((one) => one.allowed), ...shown.filter((one) => !one.allowed)] : shown;
  return { bar, more: all.filter(({ command }) => !atHand.has(command) && command !== "takeBack" && command !== "reduceSigner"), takeBack: all.find(({ command }) => command === "takeBack") };
}

import type { FlowDefinition, MayActView, TaskView } from "@safeloop/engine";

/** Commands a person can give on a task, in the order they are offered. The first allowed one is the primary button. */
export const taskCommands = ["approve", "submit", "claim", "return", "reject", "transfer", "delegate", "undelegate", "advise", "addSigner", "reduceSigner", "unclaim", "takeBack"] as const;
export type TaskCommand = (typeof taskCommands)[number];

/** What a command asks of the person beside the click. */
export interface Needs {
  readonly comment: boolean;
  readonly signature: boolean;
  readonly password: boolean;
  readonly gps: boolean;
  readonly person: boolean;
  readonly target: boolean;
}

const nothing: Needs = { comment: false, signature: false, password: false, gps: false, person: false, target: false };
const withPerson: ReadonlySet<string> = new Set(["transfer", "delegate", "addSigner", "reduceSigner"]);
const commented: ReadonlySet<string> = new Set(["reject", "return", "advise"]);

/** Needs known before the click: by the command, and by the step's evidence. The server names any it still misses. */
export function needsOf(command: TaskCommand, task: TaskView, flow: FlowDefinition | null | undefined): Needs {
  const node = flow?.nodes.find((one) => one.id === task.node.id);
  const evidence = node !== undefined && "evidence" in node ? node.evidence : undefined;
  const decides = command === "approve" || command === "submit" || command === "reject" || command === "return";
  return {
    ...nothing,
    comment: commented.has(command) || evidence?.comment?.includes(command as "approve" | "reject" | "return") === true,
    signature: decides && evidence?.signature === true,
    password: decides && evidence?.password === true,
    gps: decides && evidence?.gpsWithin !== undefined,
    person: withPerson.has(command),
    target: command === "return",
  };
}

/** Adds what a refusal (`EVIDENCE_MISSING`) says is still missing. */
export function withMissing(needs: Needs, missing: unknown): Needs {
  const named = Array.isArray(missing) ? missing.map(String) : [String(missing ?? "")];
  const has = (word: string): boolean => named.some((one) => one.toLowerCase().includes(word));
  return { ...needs, comment: needs.comment || has("comment"), signature: needs.signature || has("signature"), password: needs.password || has("password"), gps: needs.gps || has("gps") };
}

/** Offered commands: those allowed, and those refused with a reason worth showing (never "not your task"). */
export function offered(mayAct: MayActView): readonly { readonly command: TaskCommand; readonly allowed: boolean; readonly why: string | undefined }[] {
  return taskCommands.flatMap((command) => {
    const may = mayAct[command];
    if (may === undefined || (!may.allowed && hidden.has(may.code ?? ""))) return [];
    return [{ command, allowed: may.allowed, why: may.why }];
  });
}

const hidden: ReadonlySet<string> = new Set(["", "NOT_ENTITLED", "NOT_ALLOWED", "COMMAND_UNKNOWN", "TASK_CLOSED", "TASK_UNKNOWN", "RETURN_NOT_ALLOWED"]);

import type { FlowCommand } from "../types.ts";
import { approve } from "./approve.ts";
import type { CommandKind } from "./ask.ts";
import { cancel } from "./cancel.ts";
import { comment } from "./comment.ts";
import { event } from "./event.ts";
import { reject } from "./reject.ts";
import { resume } from "./resume.ts";
import { returnBack } from "./returnBack.ts";
import { submit } from "./submit.ts";
import { suspend } from "./suspend.ts";
import { terminate } from "./terminate.ts";
import { transfer } from "./transfer.ts";
import { urge } from "./urge.ts";
import { withdraw } from "./withdraw.ts";

/** Every command a person may give. */
export const commandKinds: readonly CommandKind[] = [submit, approve, reject, returnBack, withdraw, transfer, comment, urge, suspend, resume, terminate, cancel, event];

const registry = new Map(commandKinds.map((one) => [one.name, one]));

/** The command with this name; undefined for anything else. */
export function commandOf(name: string): CommandKind | undefined {
  return registry.get(name as FlowCommand);
}

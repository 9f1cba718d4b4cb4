import type { FlowCommand } from "../types.ts";
import { addSigner } from "./addSigner.ts";
import { advise } from "./advise.ts";
import { approve } from "./approve.ts";
import type { CommandKind } from "./ask.ts";
import { cancel } from "./cancel.ts";
import { cc } from "./cc.ts";
import { claim } from "./claim.ts";
import { comment } from "./comment.ts";
import { delegate } from "./delegate.ts";
import { event } from "./event.ts";
import { jump } from "./jump.ts";
import { reduceSigner } from "./reduceSigner.ts";
import { reject } from "./reject.ts";
import { resume } from "./resume.ts";
import { returnBack } from "./returnBack.ts";
import { submit } from "./submit.ts";
import { suspend } from "./suspend.ts";
import { takeBack } from "./takeBack.ts";
import { terminate } from "./terminate.ts";
import { transfer } from "./transfer.ts";
import { unclaim } from "./unclaim.ts";
import { undelegate } from "./undelegate.ts";
import { urge } from "./urge.ts";
import { withdraw } from "./withdraw.ts";

/** Every command a person may give. */
export const commandKinds: readonly CommandKind[] = [
  submit, approve, reject, returnBack, withdraw, takeBack, claim, unclaim, transfer, delegate, advise, undelegate, addSigner, reduceSigner,
  comment, cc, urge, suspend, resume, jump, terminate, cancel, event,
];

const registry = new Map(commandKinds.map((one) => [one.name, one]));

/** The command with this name; undefined for anything else. */
export function commandOf(name: string): CommandKind | undefined {
  return registry.get(name as FlowCommand);
}

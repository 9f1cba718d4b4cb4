import { issue } from "../../issues/issue.ts";
import { endInstance } from "../run/endInstance.ts";
import { note } from "../run/run.ts";
import type { CommandKind } from "./ask.ts";
import { isAtStart } from "./standing.ts";

/** 作废: the initiator gives it up, only while it stands at its start. */
export const cancel: CommandKind = {
  name: "cancel", on: "instance",
  entitled: (ask) => ask.input.by === ask.view.instance.initiator,
  check: (ask) => (isAtStart(ask) ? undefined : issue("CANCEL_NOT_AT_START", "")),
  apply: (run, ask) => {
    const reason = ask.input.reason ?? ask.input.comment;
    note(run, { command: "cancel", ...(reason === undefined ? {} : { comment: reason }) });
    endInstance(run, "cancelled");
  },
};

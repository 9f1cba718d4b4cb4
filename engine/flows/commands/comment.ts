import { issue } from "../../issues/issue.ts";
import { notices } from "../notices.ts";
import { join, note, tell } from "../run/run.ts";
import { type CommandKind, isParticipant } from "./ask.ts";

/** 留言: a word to everyone taking part; changes nothing else, also while suspended. */
export const comment: CommandKind = {
  name: "comment", on: "instance",
  whileSuspended: () => true,
  entitled: isParticipant,
  check: (ask) => (ask.probe || ask.input.comment?.trim() ? undefined : issue("COMMAND_NEEDS", "", { command: "comment", what: "comment" })),
  apply: (run, ask) => {
    const text = ask.input.comment ?? "";
    note(run, { command: "comment", comment: text });
    tell(run, run.instance.participants.filter((person) => person !== ask.input.by), "flow.comment", notices.comment(run.instance.number, text));
    join(run, [ask.input.by]);
  },
};

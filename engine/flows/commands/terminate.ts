import { issue } from "../../issues/issue.ts";
import { endInstance } from "../run/endInstance.ts";
import { note } from "../run/run.ts";
import type { CommandKind } from "./ask.ts";

/** 终止: an administrator ends it for good, with a reason, also while suspended. */
export const terminate: CommandKind = {
  name: "terminate", on: "instance",
  whileSuspended: () => true,
  entitled: (ask) => ask.admin,
  check: (ask) => (ask.probe || ask.input.reason?.trim() ? undefined : issue("REASON_REQUIRED", "", { command: "terminate" })),
  apply: (run, { input }) => {
    note(run, { command: "terminate", comment: input.reason ?? "", detail: { audit: true } });
    endInstance(run, "terminated");
  },
};

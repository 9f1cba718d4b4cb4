import { issue } from "../../issues/issue.ts";
import { suspendFlow } from "../run/suspension.ts";
import type { CommandKind } from "./ask.ts";
import { lifeEventsHere } from "./standing.ts";

export const manualCause = "manual";

/** 暂停: an administrator stops the flow. An issued permit is stopped by its own events instead. */
export const suspend: CommandKind = {
  name: "suspend", on: "instance",
  whileSuspended: (ask) => !ask.view.instance.causes.some((one) => one.id === manualCause),
  entitled: (ask) => ask.admin,
  check: (ask) => {
    if (ask.view.instance.life) return issue("LIFE_USE_EVENT", "", { command: "suspend", events: lifeEventsHere(ask) });
    return ask.probe || ask.input.reason?.trim() ? undefined : issue("REASON_REQUIRED", "", { command: "suspend" });
  },
  apply: (run, { input }) => suspendFlow(run, { id: manualCause, cause: manualCause, reason: { zh: input.reason ?? "", en: input.reason ?? "" }, at: run.env.now }),
};

import { issue, type Issue } from "../../issues/issue.ts";
import { deliverStored } from "../inputs/outsideEvent.ts";
import { resumeFlow } from "../run/suspension.ts";
import type { Ask, CommandKind } from "./ask.ts";
import { lifeEventsHere } from "./standing.ts";
import { manualCause } from "./suspend.ts";

/** 恢复: lifts a person's own stop; refused while an interlock still holds. */
export const resume: CommandKind = {
  name: "resume", on: "instance",
  whileSuspended: () => true,
  entitled: (ask) => ask.admin,
  check: whyNoResume,
  apply: (run) => {
    resumeFlow(run);
    deliverStored(run);
  },
};

function whyNoResume(ask: Ask): Issue | undefined {
  const { instance } = ask.view;
  if (instance.life) return issue("LIFE_USE_EVENT", "", { command: "resume", events: lifeEventsHere(ask) });
  if (!instance.suspended) return issue("NOT_SUSPENDED", "");
  const others = instance.causes.filter((one) => one.id !== manualCause);
  return others.length === 0 ? undefined : issue("SUSPENDED_BY_CAUSE", "", { causesZh: others.map((one) => one.reason.zh), causesEn: others.map((one) => one.reason.en), causes: others.map((one) => one.id) });
}

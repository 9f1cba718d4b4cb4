import type { Words } from "@safeloop/web";

const words: Words = {
  place: { field: "Field “{{title}}”", section: "Section “{{title}}”", step: "Step “{{title}}”", branch: "Branch of “{{title}}”", condition: "Condition “{{words}}”", limit: "Limit {{label}}", limits: "Limits" },
  whole: { forms: "The whole form", flows: "The whole flow", rules: "The whole rule" },
  setting: {
    id: "Id", title: "Name", message: "Message", select: "Applies to", per: "Judged per", priority: "Priority", actions: "Actions", onDelayS: "On-delay", offDelayS: "Off-delay", deadband: "Deadband", clear: "Condition for clearing", suppressWhen: "Suppression", suppressHoldS: "Hold of suppression", schedule: "Schedule",
    ladder: "Ladder", announce: "When it is told", ackRequired: "Acknowledgement", staleAfterS: "Age limit of data", gridS: "Grid", groupBy: "Grouping of notices", inhibitedBy: "Inhibited by", aliases: "Other inputs", sets: "Sets of tags", escalation: "Escalation",
  },
};

export default words;

import type { Words } from "./i18n.ts";

/** A run upon the drawing of its flow. */
const words: Words = {
  view: { label: "View", picture: "Picture", list: "List" },
  kind: { start: "Start", approval: "Approval", fill: "Fill in", notify: "Copy", exclusive: "Branch by condition", parallel: "In parallel", inclusive: "Every branch that holds", join: "Join", wait: "Wait", act: "Action", subflow: "Sub-flow", end: "End" },
  mark: { done: "Done", now: "Now", stuck: "Stuck", bad: "Not passed", skipped: "Not taken", ahead: "To come" },
  branch: { title: "Branch", otherwise: "Otherwise", noneElse: "None of the others holds", always: "At the same time", order: "Priority {{order}}", default: "Default", custom: "Custom condition" },
  skip: { false: "“{{condition}}” does not hold: not taken", unknown: "“{{condition}}” cannot be judged: not taken", earlier: "“{{branch}}” was taken instead", ended: "The flow ended before", notNeeded: "Not taken" },
  comma: ", ", by: "{{name}}: {{act}}", system: "System", at: "{{time}}", took: "took {{time}}", waits: "Waits for {{names}}", waited: "for {{time}}", due: "due {{time}}", passed: "Passed", automatic: "By itself",
  stuck: { nobody: "Nobody is found who may act", unknownCondition: "The condition cannot be judged", other: "Cannot go on" },
  void: { one: "Round {{n}} is void: {{what}}", returned: "returned", withdrawn: "withdrawn", tookBack: "taken back", jumped: "moved elsewhere", joinLost: "another branch decided, no longer needed", ended: "the flow ended, no longer needed", terminated: "terminated", migrated: "moved to a new revision", done: "walked again" },
  summary: "{{walked}} steps walked", summarySkipped: "{{count}} not taken", summaryNow: "now at “{{steps}}”", revision: "Drawn as of the revision it runs on",
  fit: "Show all", full: "Full size",
  load: "Reading the flow", gone: "This revision of the flow cannot be read, so it is not drawn. The timeline beside is still complete.",
};

export default words;

import type { Words } from "@safeloop/web";

/** Trying a flow out. */
const words: Words = {
  said: "simulated",
  fault: "Not simulated",
  blocked: "{{count}} errors are left, so the flow cannot run. Correct them under “Design” first.",
  keys: "T simulation · Space play · R reset · L log",
  progress: "{{walked}} steps walked · {{skipped}} not taken",
  banner: {
    title: "Simulating", nothing: "Only a simulation: nothing is sent", data: "Data: {{data}}", source: { sample: "sample of the template", record: "a record", own: "own answers", empty: "empty" }, by: "Begun by: {{name}}", me: "you",
    clock: "Clock: {{at}}", clockAhead: "Clock: {{at}} ({{time}} ahead)", changeData: "Change data", changePerson: "Change person", end: "End simulation",
  },
  play: { label: "Simulation", play: "Play", pause: "Pause", space: "Space", step: "Step", undo: "Step back", reset: "Reset", hour: "+1 hour", toTimer: "To the next deadline", speed: "Speed", at: { slow: "Slow", normal: "1×", fast: "4×" } },
  stands: { label: "Where it stands", waits: "Stands at “{{step}}” and waits for {{names}}", life: "Approved, now “{{state}}”", ended: "The flow has ended: {{outcome}}", outside: "Nobody is asked; it waits for a time or an event" },
  decide: { as: "Play", for: "{{act}} for them", fill: "Fill in and submit", to: "Back to “{{step}}”" },
  outside: { advance: "To the {{what}} (in {{time}})", timer: { due: "deadline", remind: "reminder", over: "overrun", overdue: "overdue notice", wait: "end of the wait", taskOpen: "start of the task", other: "next deadline" }, event: "Event “{{name}}” comes", child: "The sub-flow ends: {{outcome}}" },
  choose: { title: "Lead the flow into “{{branch}}”", set: "set “{{field}}” to {{value}}", ok: "Change data", none: "No simple change leads here (the condition is computed, or hangs on other fields). Try “Change data”", already: "The present data lead here", over: "The flow has ended; reset to choose" },
  person: { label: "Person", placeholder: "Choose by name" },
  fill: { title: "Fill in “{{step}}”", ok: "Submit" },
  data: { title: "Data of the simulation", ok: "Begin again with these data", from: "Data from", sample: "Sample", record: "A record", empty: "Empty", noRecord: "No such record yet" },
  log: {
    title: "What would happen", pane: "Show", count: "{{steps}} steps · {{notices}} notices (not sent)", empty: "Press “Step” or “Play” to begin", export: "Export", colon: ": ", comma: ", ", played: "played", filled: "filled in {{fields}}",
    begin: "Filling in begins", refused: "Refused", event: "Event “{{name}}” came", eventIgnored: "Nobody waits for event “{{name}}”", child: "The sub-flow ended: {{outcome}}", advanced: "The clock moved to {{at}}", lifeTimer: "A timer went off",
    timer: { due: "Deadline of “{{step}}”", remind: "Reminder for “{{step}}”", over: "“{{step}}” is over time", overdue: "Overdue notice for “{{step}}”", wait: "“{{step}}” has waited long enough", taskOpen: "“{{step}}” begins" },
    holds: "“{{condition}}” holds: takes “{{branch}}”", default: "No other condition holds: takes “{{branch}}”", stuck: "“{{step}}” is stuck", asks: "waits for {{names}}", dueAt: "due {{at}}", notice: "Would tell {{names}}: {{message}}",
    effect: { webhook: "Would push event {{what}}", mqtt: "Would publish to {{what}}", createSubmission: "Would create record {{what}}", startFlow: "Would start flow {{what}}", startChild: "Would start a sub-flow", setField: "Would write a field", raiseAlarm: "Would raise alarm {{what}}", ackAlarm: "Would acknowledge alarm {{what}}", interlock: "Would suspend permits in the area", interlockOver: "Would lift the interlock cause", outOfService: "Would take alarms out of service", disposalTask: "Would open a disposal task", emergencyPrompt: "Would prompt the emergency plan", other: "Would carry out {{kind}}" },
    life: "State becomes “{{state}}”", end: "The flow has ended", outcome: { approved: "approved", rejected: "rejected", cancelled: "cancelled", withdrawn: "withdrawn", terminated: "terminated", closed: "closed", done: "done" },
  },
  case: {
    tab: "Cases {{count}}", title: "Cases", save: "Keep as a case", lead: "Each later change of the flow is tried with this run again, to see whether it comes out the same.", name: "Name of the case", nameHint: "The behaviour in a sentence, e.g. “Special hot work goes to the director”", expects: "Compare when played again", expect: { state: "State after each step", asked: "Who is asked", told: "Who is told", timers: "Deadlines and reminders", effects: "Actions carried out", data: "Data at the end" },
    none: "No cases yet. Play a run and keep it as a case", run: "Play all again", running: "Comparing the cases…", summary: "{{passed}} of {{count}} cases hold", passed: "Holds", failed: "Differs", unknown: "Not compared", made: "{{steps}} steps · {{who}} · {{at}}", remove: "Delete case", removeAsk: "Delete case “{{title}}”?", removeBody: "Later changes of the flow are no longer compared with it.",
    atStep: "Step {{step}}: {{what}}", differs: "{{subject}} is now {{found}}, should be {{wanted}}", about: { state: "the state", "open-nodes": "where it stands", told: "who is told", effects: "the actions", refusal: "the refusal", "holders-of": "who is asked at “{{step}}”", timer: "the deadline of “{{step}}”" },
    noteGood: "All {{count}} cases hold", noteBad: "{{count}} of {{of}} cases differ: {{titles}}. Publishing is possible; see first whether that is what was meant", noteUnknown: "The cases could not be compared, so it is not known whether they still hold",
  },
};

export default words;

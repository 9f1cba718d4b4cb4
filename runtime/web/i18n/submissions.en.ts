import type { Words } from "./i18n.ts";

/** Words of submissions: starting, filling, reading, lists. */
const submissions: Words = {
  gallery: { title: "Start something ({{count}} forms)", crumb: "Start", filter: "Name of the form", empty: "No form is published yet. Ask the administrator to publish one", load: "load the forms", counts: "{{fields}} fields · {{checks}} checks" },
  category: { permit: "Permits", hazard: "Hazards and risk", people: "People", contractor: "Contractors", emergency: "Emergency", equipment: "Equipment", warning: "Warnings", other: "Other" },
  draft: "Draft", recorded: "Recorded", running: "Under way", suspended: "Suspended", isDraft: "This is a draft and was not submitted yet", goOn: "Go on filling",
  fill: { load: "load the form", notPublished: "This form is not published and cannot be filled", revision: "template v{{revision}}", submit: "submit", stopped: "Settle {{count}} first:", more: "{{count}} more", autosave: "Saves as you type", saving: "Saving", saved: "Saved {{time}}", offline: "Not saved: the server cannot be reached", failed: "Not saved: {{why}}", leave: "Some input could not be saved and will be lost.", restored: "Restored the draft saved {{time}}", fresh: "Fill a new one" },
  checks: { none: "Checking", refused: "Not approvable: {{count}} open", clean: "All checks passed", passed: "{{count}} passed", unfold: "Show", fold: "Hide", ask: "check", stopped: "Cannot submit yet: {{count}} open", mayGo: "Ready to submit", permit: { both: "{{now}} to settle before submitting, {{later}} before approval", later: "{{count}} more must hold before approval" }, steps: { both: "Settle {{now}} first; {{later}} more are for later steps", later: "{{count}} more are for later steps" }, stopsNow: "settle first", required: "Required", empty: "{{count}} still empty: {{fields}}", unfit: "Wrong", comma: ", ", colon: ": " },
  path: { permit: "Approval path", other: "Path" }, who: { permit: "Who approves", other: "Who handles it" }, whoLead: "With what is filled in now, these people are asked in turn", whoMaybe: "Steps marked depends are settled once the grade and the like are filled in", whoAfter: "fill in {{fields}} first", whoNone: "Known once more is filled in", nobody: "nobody found", next: "Next", system: "System", signedHash: "signature {{hash}}", round: "round {{n}}", voidRound: "round {{n}}, void", meNamed: "{{name}} (me)", waited: "waiting {{time}}", nowMark: "now", expected: "expected {{at}}", automatic: "automatic", maybe: "depends",
  grade: { title: "Grade of work", declared: "Declared", computed: "Required" },
  mine: { empty: "Nothing started yet", start: "Start the first one from a form" },
  filter: "Number, title, content", sort: { label: "Order", "-createdAt": "Newest first", createdAt: "Oldest first", number: "By number" },
  column: { number: "Number", title: "Title", form: "Form", state: "State", by: "Started by", due: "Due", created: "Started" },
  records: { title: "Records", allForms: "All forms", empty: "No record of \"{{title}}\" yet" },
  hazards: { open: "{{count}} hazards open", none: "No hazard is open", due: "{{today}} due today · {{overdue}} overdue", register: "Register hazard", empty: "None registered yet" },
  fact: { submitted: "Registered", captured: "Captured", turn: "Waits for", since: "{{state}} since", limit: "Time allowed {{time}}", used: "{{percent}} % used" },
  tab: { content: "Content", flow: "Flow", talk: "Talk", files: "Files", audit: "Audit" }, timeline: "Past and expected", loadOne: "load the content",
  outcome: { approved: "Approved", rejected: "Rejected", cancelled: "Cancelled", withdrawn: "Withdrawn", closed: "Closed", done: "Done", terminated: "Terminated" },
  stoppedBy: "Suspended by {{by}} at {{at}}:", causes: "{{count}} causes still stand", noComments: "Nobody commented yet", say: "Write a comment; all who take part can read it", noFiles: "No files",
  event: { ask: "{{event}} {{number}}?", leads: "State after it: {{state}}", ends: "State after it: {{state}}, for good", reason: "Reason", failing: "{{count}} not met", list: "What can be done" },
  menu: { ask: "{{command}} {{number}}?", withdraw: "Goes back to the applicant, who may change and submit again. Opinions stay on record.", cancel: "Cannot be submitted again; the record stays.", suspend: "The flow stands still and nobody can act until it resumes.", resume: "The flow goes on; the time it stood still does not count.", terminate: "The flow ends here and all its tasks become void. Cannot be undone.", admin: "Administrator" },
  did: { signs: { before: "sign first", after: "sign afterwards", parallel: "sign alongside" }, transfer: "to {{name}}", delegate: "{{name}} asked for advice", reduceSigner: "{{name}} removed", cc: "to {{names}}", to: "to \"{{step}}\"", audited: "kept in the audit", was: { approved: "was approved", rejected: "was rejected" }, children: "{{count}} in all", waited: { elapsed: "time over" }, years: "public holidays of {{years}} are not announced yet", for: "for {{name}}" },
  cc: { title: "Copy {{number}} to whom?", lead: "They may read and comment, and need not decide.", hint: "For example: for your information" },
  jump: { title: "Jump {{number}}", warn: "A jump overrides the flow. It is kept in the audit, and the people concerned are told.", from: "From which step", to: "To which step", again: "begin again", waitsFor: "waits for {{names}}", reasonHint: "Why the jump is needed; auditors read it" },
  audit: { at: "Time", by: "Person", what: "What", step: "Step", comment: "Comment", signature: "Signature" },
};
export default submissions;

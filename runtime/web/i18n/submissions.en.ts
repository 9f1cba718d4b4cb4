import type { Words } from "./i18n.ts";

/** Words of submissions: starting, filling, reading, lists. */
const submissions: Words = {
  gallery: { title: "Start something ({{count}} forms)", crumb: "Start", filter: "Name of the form", empty: "No form is published yet. Ask the administrator to publish one", load: "load the forms", counts: "{{fields}} fields · {{checks}} checks" },
  category: { permit: "Permits", hazard: "Hazards and risk", people: "People", contractor: "Contractors", emergency: "Emergency", equipment: "Equipment", warning: "Warnings", other: "Other" },
  draft: "Draft", recorded: "Recorded", running: "Under way", suspended: "Suspended", isDraft: "This is a draft and was not submitted yet", goOn: "Go on filling",
  fill: { load: "load the form", notPublished: "This form is not published and cannot be filled", revision: "template v{{revision}}", stopped: "First settle: {{codes}}", submit: "submit" },
  checks: { none: "Checking", refused: "Not approvable: {{count}} open", clean: "All checks passed", passed: "{{count}} passed", unfold: "Show", fold: "Hide", ask: "check" },
  forecast: "Who will be asked", nobody: "nobody found", next: "Next", system: "System", signedHash: "signature {{hash}}", meNamed: "{{name}} (me)", waited: "waiting {{time}}", nowMark: "now", expected: "expected {{at}}", automatic: "automatic", maybe: "depends",
  grade: { title: "Grade of work", declared: "Declared", computed: "Required" },
  mine: { empty: "Nothing started yet", start: "Start the first one from a form" },
  filter: "Number, title, content", sort: { label: "Order", "-createdAt": "Newest first", createdAt: "Oldest first", number: "By number" },
  column: { number: "Number", title: "Title", form: "Form", state: "State", by: "Started by", due: "Due", created: "Started" },
  records: { title: "Records", allForms: "All forms", empty: "No record of \"{{title}}\" yet" },
  hazards: { open: "{{count}} hazards open", none: "No hazard is open", due: "{{today}} due today · {{overdue}} overdue", register: "Register hazard", empty: "None registered yet" },
  fact: { submitted: "Registered", captured: "Captured", turn: "Waits for", since: "{{state}} since", used: "Time used" },
  tab: { content: "Content", flow: "Flow", talk: "Talk", files: "Files", audit: "Audit" }, timeline: "Past and expected", loadOne: "load the content",
  outcome: { approved: "Approved", rejected: "Rejected", cancelled: "Cancelled", withdrawn: "Withdrawn", closed: "Closed", done: "Done", terminated: "Terminated" },
  stoppedBy: "Suspended by {{by}} at {{at}}:", causes: "{{count}} causes still stand", noComments: "Nobody commented yet", say: "Write a comment; all who take part can read it", noFiles: "No files",
  event: { ask: "{{event}} {{number}}?", reason: "Reason", failing: "{{count}} not met", list: "What can be done" },
  menu: { ask: "{{command}} {{number}}?", withdraw: "Goes back to the applicant, who may change and submit again. Opinions stay on record.", cancel: "Cannot be submitted again; the record stays.", suspend: "The flow stands still and nobody can act until it resumes.", resume: "The flow goes on; the time it stood still does not count.", terminate: "The flow ends here and all its tasks become void. Cannot be undone." },
  audit: { at: "Time", by: "Person", what: "What", step: "Step", comment: "Comment", signature: "Signature" },
};
export default submissions;

import type { Words } from "./i18n.ts";

/** Words used on every page. */
const common: Words = {
  product: "Safeloop",
  tagline: "Work-safety platform",
  priority: { P1: "Urgent", P2: "High", P3: "Medium", P4: "Low" },
  risk: { 1: "Major risk", 2: "High risk", 3: "Moderate risk", 4: "Low risk" },
  unknown: "No data",
  notEnough: "Not enough data",
  notApplicable: "—", lostLine: "Connection lost for {{for}}. Shown as of {{at}}; {{what}}",
  act: {
    retry: "Retry", cancel: "Cancel", close: "Close", save: "Save", remove: "Delete", add: "Add row", edit: "Edit", open: "Open", back: "Back", more: "More",
    refresh: "Refresh", search: "Search", clear: "Clear filters", export: "Export CSV", print: "Print", start: "Start", submit: "Submit", next: "Next", undo: "Undo", copy: "Copy", change: "Change",
  },
  load: { more: "Load {{count}} more", slow: "Still loading after {{seconds}} s", all: "{{count}} in all", empty: "Nothing matches the filters" },
  error: {
    title: "Not done: {{what}}", offline: "The server cannot be reached; {{what}} was not delivered. Retry when the network is back.", unexpected: "The page failed. Reload it; if it fails again, give the number below to the administrator.",
    code: "Code {{code}}", forbidden: "You may not open this page. It needs the permission {{permission}}; ask the administrator.", notFound: "No such page. The link may be old, or the record was deleted.", goHome: "Go to overview",
  },
  age: { now: "just now", s: "{{n}} s ago", min: "{{n}} min ago", h: "{{n}} h ago", d: "{{n}} d ago", left: "{{time}} left", over: "{{time}} overdue" },
  duration: { min: "{{m}} min", h: "{{h}} h", hm: "{{h}} h {{m}} min", d: "{{d}} d", dh: "{{d}} d {{h}} h", s: "{{s}} s" },
  source: { verify: "to be verified" },
  yes: "Yes", no: "No", optional: "optional", all: "All", none: "None", or: "or",
};
export default common;

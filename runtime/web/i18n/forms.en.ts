import type { Words } from "./i18n.ts";

/** Words of filling and reading forms. */
const forms: Words = {
  choose: "Choose", chooseArea: "Choose an area", now: "Now", me: "Me", hours: "h", minutes: "min", auto: "computed",
  searchHint: "Type to search", personHint: "Name, initials or account", addPerson: "Add a person", assetHint: "Tag or number of the equipment", referenceHint: "Number or title",
  nothingFound: "Nothing found; try another word", freeHint: "No match; Enter takes it as written", searchFailed: "The search failed; check the network and try again", removeOne: "Remove",
  calibratedUntil: "Calibrated until {{date}}", latest: "Now {{value}}, {{age}} s ago", placeText: "Exact place", plan: "Plan of the site", openPlan: "Point on plan", closePlan: "Close plan",
  locate: "Locate", locating: "Locating", noFix: "No fix; you can go on", gps: "Fix ±{{m}} m after {{s}} s", gpsShort: "GPS ±{{m}} m",
  photo: "Photo", openFile: "Open file", add: { photo: "Take or choose photos", video: "Take or choose a video", audio: "Record or choose audio", file: "Choose a file" },
  uploading: "Uploading {{name}}", uploaded: "Uploaded {{name}}", uploadFailed: "{{name}} was not uploaded: {{why}}",
  signature: "Signature", signHere: "Sign here", signDone: "Use this signature", signClear: "Sign again", signAs: "Sign as {{name}}", signSignedOut: "Sign in to sign",
  applies: "Applies", notApplies: "Not applicable", confirmMeasure: "Confirm", reason: "Why it does not apply", reasonRequired: "Say why it does not apply (required)", starHint: "Not applicable needs a reason", checklistState: "★ not applicable needs a reason · settled {{done}}/{{all}}",
  noCertificates: "No certificates found; cannot be judged", certificateOver: "expired {{date}}", certificateValid: "until {{date}}", verify: { unverified: "not verified", mismatch: "verification mismatch", forged: "forged" },
  lec: { L: "Likelihood L", E: "Exposure E", C: "Consequence C" }, lecOpen: "Shown when all three are chosen",
  numberOnSubmit: "Numbered on submit", unsupported: "Fields of kind \"{{kind}}\" cannot be filled here", cannotJudge: "Cannot be judged",
  rowActions: "Actions", rowDone: "Done", dropRow: "Delete row {{row}}", copyRow: "Copy last row", oldestSample: "Oldest sample",
  fold: "Hide", unfold: "Show", sections: "Sections", sectionOf: "Section {{n}} of {{all}}", faults: "{{count}} open", errors: "{{count}} still to correct", inRow: "row {{row}}",
};
export default forms;

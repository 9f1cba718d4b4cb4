import type { Words } from "@safeloop/web";

const words: Words = {
  canvas: "Form canvas",
  field: { handle: "Field “{{title}}”: Enter for properties, Alt with arrows moves, Delete removes", acts: "Field actions" },
  section: { fold: "Fold “{{title}}” ({{count}} fields)", unfold: "Unfold “{{title}}” ({{count}} fields)", count_one: "{{count}} field", count_other: "{{count}} fields" },
  selection: { title: "Selected fields", count_one: "{{count}} field selected", count_other: "{{count}} fields selected", leave: "Select one", several: "{{count}} fields selected. What can be done to all of them is above the canvas and in the right-click menu; select one field to change its properties here." },
  menu: { properties: "Change properties", copy: "Copy", cut: "Cut", paste: "Paste", duplicate: "Duplicate", required: "Make required", optional: "Make optional", up: "Move up", down: "Move down", move: "Move to section", remove: "Delete" },
  paste: {
    notOurs: "No fields on the clipboard; nothing was pasted. Select fields of a form and press Ctrl C first.", version: "The fields on the clipboard are from a later version; nothing was pasted.", otherKind: "The clipboard does not hold form fields; nothing was pasted.",
    tooLarge: "The clipboard holds more than 1 MB; nothing was pasted.", tooDeep: "The clipboard is nested too deep; nothing was pasted.", badName: "The clipboard holds a name that is not allowed; nothing was pasted.",
    fields: "The fields on the clipboard are not sound; nothing was pasted: {{reason}} ({{code}})", clash: "Limit “{{limit}}” has another number in this form, and the pasted rules compute the limit's name, so it is not clear which is meant; nothing was pasted.", nowhere: "The form has no section yet; nothing was pasted. Add a section first.",
    denied: "The browser does not let the page read the clipboard; nothing was pasted. Press Ctrl V.",
  },
  preview: { device: "View as", fill: "Fill with sample data", clear: "Clear", pages: "Set by the print layout; page breaks, code and signatures are those of the printed paper" },
  json: { label: "Form JSON", hint: "Edits apply at once as one step of the history; id and revision cannot change", line: "Line {{line}}", kept: "The last good form is kept" },
  history: { open: "History", title: "Changes since opening", start: "As opened", now: "Now", undone: "Undone", none: "No changes yet", hint: "Click a step to go back to it; later ones can be clicked again" },
};

export default words;

import type { Words } from "@safeloop/web";

const words: Words = {
  command: { tab: "Switch to {{tab}}", problems: "Show problems", back: "Back to {{kind}}", shortcuts: "Shortcuts", mayNot: "no permission to publish", nothing: "nothing to {{act}}" },
  root: { condition: "Condition" },
  every: { title: "Editor", save: "Save now", undo: "Undo", redo: "Redo", clip: "Copy, cut, paste" },
  forms: { title: "Form canvas", move: "Select the field before, after", range: "Select several", shift: "Move the field", all: "Select all", ends: "First, last field", edit: "To the properties", duplicate: "Duplicate", remove: "Delete", find: "Search kinds of field", leave: "Select nothing" },
  flows: { title: "Flow drawing", move: "Select the step beside", shift: "Move the step or branch", add: "Add a step after it", edit: "To the properties", duplicate: "Duplicate", remove: "Delete", simulate: "Simulation on or off", leave: "Select nothing", run: "In the simulation: play, pause", reset: "In the simulation: start again", log: "In the simulation: log" },
  rules: { title: "Condition tree" },
};

export default words;

import type { Words } from "./i18n.ts";

/** Search and commands. */
const palette: Words = {
  label: "Search and commands", placeholder: "Name, number, pinyin or initials", found: "Found", nothing: "Nothing found for \"{{q}}\"",
  group: { command: "Command", field: "Field", node: "Step", limit: "Limit", page: "Page", template: "Template", form: "Form", flow: "Flow", rule: "Rule", tag: "Tag", person: "Person", record: "Record" },
  keys: { everywhere: "Everywhere", lists: "Lists" },
};
export default palette;

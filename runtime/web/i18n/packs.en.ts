import type { Words } from "./i18n.ts";

/** Words of the template gallery. */
const packs: Words = {
  title_one: "{{templates}} templates in {{count}} pack", title_other: "{{templates}} templates in {{count}} packs", loading: "Loading templates", search: "Name or standard", all: "All", local: "Own forms",
  category: { permit: "Permits", hazard: "Hazards", people: "People", contractor: "Contractors", emergency: "Emergency", equipment: "Equipment", warning: "Warnings", local: "Made here" },
  counts: { fields: "{{count}} fields", nodes: "{{count}} steps", checks: "{{count}} checks", rules: "{{count}} rules" },
  none: "No templates. Install a pack and choose here", filtered: "No template matches the filter", noBasis: "Company practice",
  fact: { pack: "Pack", version: "Version", basis: "Basis", contains: "Contains", form: "Form", flow: "Flow", rules: "Alert rules", published: "Published r{{revision}}", notPublished: "Not published" },
  start: "Start", use: "Start from this template", inUse: "In use", noForm: "A warning template has no form; its rules judge by themselves once published", notYet: "The form is not published yet and cannot be started", select: "Select a template to see its detail", design: "Form", flow: "Flow", rule: "Rules",
};
export default packs;

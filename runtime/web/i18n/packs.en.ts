import type { Words } from "./i18n.ts";

/** Words of the template gallery, of upgrades and of what a plant makes of a pack. */
const packs: Words = {
  head: "Templates", headline: "{{templates}} templates · {{installed}} installed · {{upgradable}} packs with an upgrade", loading: "Loading templates", search: "Name or standard", all: "All", comma: ", ",
  category: { permit: "Permits", hazard: "Hazards", people: "People", contractor: "Contractors", emergency: "Emergency", equipment: "Equipment", warning: "Warnings", local: "Made here" },
  counts: { fields: "{{count}} fields", nodes: "{{count}} steps", checks: "{{count}} checks", rules: "{{count}} rules" },
  state: { label: "Installed or not", all: "Any state", installed: "Installed", upgrade: "Upgradable", absent: "Not installed" },
  chip: { installed: "Installed", upgrade: "Upgrade {{version}}", absent: "Not installed" },
  version: { installed: "{{version}} installed", available: "{{version}} available", absent: "{{version}}, not installed", to: "to" },
  none: "No templates. Install a pack and choose here", filtered: "No template matches the filter", noBasis: "Company practice",
  fact: { pack: "Pack", version: "Version", basis: "Basis", contains: "Contains", form: "Form", inputs: "Parameters", needs: "Needs", changes: "Own changes", publisher: "Publisher", signature: "Signature", published: "Published r{{revision}}", notPublished: "Not published" },
  use: "Start from this template", inUse: "In use", noForm: "A warning template has no form; its rules judge by themselves once published", notYet: "The form is not published yet and cannot be started", notInstalled: "Can be started once installed", select: "Select a template to see its detail", design: "Form", flow: "Flow", rule: "Rules",
  act: { import: "Import", install: "Install", review: "Review upgrade", changes: "Own changes", export: "Export", board: "Subsidiaries", upgrades_one: "See {{count}} upgrade", upgrades_other: "See {{count}} upgrades" },
  adoptBy: "The unit above asks for the new version to be accepted by {{at}}",
  needs: { met: "All there", lacking: "{{count}} missing", tags: "No tags measure: {{what}}. The rules about them would have no data and judge nothing", roles: "Nobody holds: {{what}}. The steps that ask them would have no approver" },
  sign: { product: "Comes with the product", upstream: "Issued by the unit above", none: "Not signed", trusted: "Signed by {{name}}, trusted", unknown: "Signed by {{name}}, not trusted yet", at: "signed {{at}}" },
  install: { title: "Install {{what}} {{version}}", body: "Brings {{count}} templates, ready for use. They can be changed for this plant later.", requires: "Also needs: {{packs}}. What is missing is installed with it", above: "The unit above answers the parameters", pick: "Choose", nothing: "Nothing to choose from", atMost: "at most {{max}}" },
  import: {
    title: "Import a pack", choose: "Choose file", other: "Another file", hint: "One .zip pack, at most 20 MB", take: "Import {{version}}", faults: "Faults one by one", warned: "Warnings", clean: "Checked, nothing found", warnings: "Checked, {{count}} warnings",
    counts: { templates: "{{count}} templates", forms: "{{count}} forms", flows: "{{count}} flows", rules: "{{count}} rules", cases: "{{count}} cases, all passed" },
    trust: "Trust \"{{name}}\": add to the trusted publishers with this import", trustBody: "Every pack with this signature then counts as trusted and may update packs of its name. Compare the fingerprint below with the publisher first.", unsigned: "This pack is not signed: who wrote it, and whether it was changed, cannot be told. A group standard needs a trusted signature.",
  },
  review: {
    title: "Upgrade {{from}} → {{to}}", left: "{{count}} left to choose", ready: "Can be accepted now", accept: "Accept upgrade", accepted: "Upgrade accepted", anew: "Choose anew", acceptTitle: "Accept {{version}}?", asks: "{{version}} asks for parameters", goOn: "Continue", back: "Back to the templates",
    absent: "{{what}} is not installed", current: "No newer version of {{what}} waits (in force: {{version}})", unknown: "There is no such pack", moved: "{{why}} Below is the plan as it is now; earlier choices were cleared.",
    then: { merged: "{{count}} changes from above are merged by themselves", decided: "{{count}} follow the choices made", running: "{{count}} running records stay on {{version}} until they close", back: "One step goes back to {{version}}" },
    counters: "The upgrade in numbers", count: { merged: "merge by themselves", open: "to choose", orphans: "without target, kept", locks: "locks changed", running: "running, not affected" },
    countSays: { merged: "Only one side changed them", open: "Both sides changed them", orphans: "Removed above", locks: "Held faster above", running: "Stay on their version" },
    lines: "{{count}} changes", keys: "↑ ↓ to select", line: { open: "To choose", orphan: "Target gone", lock: "Locked", merged: "Merged" }, took: { mine: "Chosen: ours", theirs: "Chosen: above", edit: "Chosen: another" },
    none: "No changes to look at", noneHint: "The new version is what is in force here; it can be accepted", nth: "To choose {{at}} / {{of}}", pick: "Which one", take: "Take this, go to the next", skip: "Skip", canGoBack: "After accepting, one step goes back to {{version}}", where: "Where it is", also: "Also concerns: {{what}}",
  },
  side: { was: "Above, before", mine: "Ours", theirs: "Above, new", ours: "Own change", keep: "Keep ours", take: "Take theirs", edit: "Another value", editSays: "A value looser than above is refused with its clause", inDesigner: "Another value cannot be written here. Keep or take, then change it in the designer.", whole: { mine: "The own change stays in force", theirs: "The new version is in force; the own change is put aside and kept" } },
  what: { added: "Added in {{version}}", removed: "Removed in {{version}}", restored: "Brought back in {{version}}", edited: "Changed in {{version}}", moved: "Moved in {{version}}", retyped: "Of another kind in {{version}}" },
  code: { SUBSUMED: "Stricter above", COMBINED: "Both count", CONVERGED: "Same now", NEW_IN_BASE: "New above", LOCK_RAISED: "Locked", ORPHAN: "Target gone", ANCHOR_LOST: "Place gone" },
  codeSays: {
    BOTH_CHANGED: "Both the unit above and this plant changed it, differently.", BOTH_MOVED: "Both moved it, to different places.", BOTH_ADDED: "Both added one of this name.", REMOVED_HERE_CHANGED_THERE: "It was removed here and changed above.", CONTAINER_GONE: "The part it stands in was removed above.",
    CYCLE: "The moves of both sides together would contain each other.", KIND_CLASH: "It is of another kind above; the own change does not fit.", ORPHAN_REVIVED: "The target of a change kept aside is back.", LOCK_NEW: "It is locked above; the own change is no longer allowed.", INCOMPARABLE: "Which one is stricter cannot be told; it is not merged by itself.",
    ANCHOR_LOST_FLOW: "A step added here hangs on one that was removed above.", INVALID: "Merged like this the definition has errors.", REF_BROKEN: "Merged like this a reference leads to nothing.", CASE_FAILED: "Merged like this a case fails.",
    ORPHAN: "Removed above in {{to}}. The own change has no effect and is kept.", SUBSUMED: "The unit above is stricter now; its value counts and the own one waits.", COMBINED: "Both demands count together, the stricter of each.", CONVERGED: "The unit above now says the same.", ANCHOR_LOST: "Its place is gone; it stands at the nearest one.", LOCK_RAISED: "Held faster above in {{to}}.", NEW_IN_BASE: "Added above in {{to}}.",
  },
  kindOf: { form: "Form", flow: "Flow", rule: "Alert rule", pack: "Pack" },
  kind: { form: "Form", flow: "Flow", rule: "Alert rule", pack: "Pack", field: "Field", section: "Section", page: "Page", limit: "Limit", check: "Check", effect: "Effect", showing: "Shown again", node: "Step", edge: "Line", state: "State", event: "Event", timer: "Timer", task: "Task", candidate: "Approver", option: "Option", measure: "Measure", step: "Step" },
  badge: { inherited: "Inherited", changed: "Changed", tightened: "Tightened", added: "Added", removed: "Removed", subsumed: "Waiting", converged: "Same as above", orphan: "Target gone", fixed: "Locked", tightenOnly: "Tighten only" },
  badgeSays: { inherited: "As above", changed: "Changed here", tightened: "Stricter here than above", added: "Added here", removed: "Removed here", subsumed: "Stricter above; the own value waits", converged: "The unit above now says the same", orphan: "Removed above; the own change is kept", fixed: "Locked above; cannot be changed here", tightenOnly: "May only be made stricter here" },
  changes: {
    title: "{{what}} · own changes", lead: "{{version}} · {{own}} own changes · {{locked}} locked above", count: "{{count}} changes", filter: { own: "Own changes", locked: "Locked", all: "All" }, search: "Name or form", none: "Nothing was changed here", noneHint: "Change a form, flow or rule in the designer and publish it; the change is then listed here",
    prop: "Property", upper: "Above", mine: "Ours", effective: "In force", idle: "The own value does not count now and is kept",
  },
  history: { title: "History", install: "Installed {{version}}", edit: "Changed here ({{version}})", upgrade: "Upgraded to {{version}}", rollback: "Back to {{version}}", inForce: "In force" },
  back: { act: "Roll back", title: "Go back to what was before?", body: "What was before is in force at once; running records stay as they are. The present state stays listed and can be gone back to.", reason: "Reason (kept in the audit)" },
  board: {
    title: "Subsidiaries", lead: "{{tenants}} units · {{pending}} packs waiting · {{overdue}} overdue · {{drift}} changes", none: "No subsidiaries", noneHint: "A new one takes its packs from this unit; people and records stay apart", add: "New subsidiary", addSays: "Its people and records are its own and seen by nobody else. It takes its packs from this unit.",
    adminName: "Administrator's name", adminLogin: "Administrator's login", link: "One-time link of the subsidiary's administrator", linkSays: "Hand it over in person or by a way you trust. Opening it sets the password.", tenant: "Unit", pending: "Waiting", pendingSince: "Waiting since {{at}}", overdue: "Overdue", noDrift: "No changes", overridden: "Changed most", overriddenSays: "by two units or more", noOverridden: "Nothing is changed by two units", by: "{{by}} of {{of}} changed it",
  },
  value: { absent: "Not there", empty: "Empty" }, language: { zh: "Chinese", en: "English" },
  prop: { in: "{{name}} ({{language}})", title: "Name", text: "Text", message: "Message", label: "Label", help: "Help", value: "Value", expr: "Condition", when: "When", required: "Required", severity: "Severity", priority: "Priority", exist: "Being there", place: "Place" },
};
export default packs;

import type { FormDefinition } from "@safeloop/engine";
import type { FieldPlace } from "./edits/addField.ts";
import { sectionOf } from "./formModel.ts";
import { selectedSection } from "./selection.ts";

/** What a drag is over: a field, before or behind it, or the end of a section. */
export type DropTarget = { readonly kind: "field"; readonly xid: string; readonly isAfter: boolean } | { readonly kind: "section"; readonly id: string };

/** Where dropping puts fields. Moving within a section counts places without the moved ones. */
export function placeOfDrop(form: FormDefinition, target: DropTarget, moved: readonly string[] = []): FieldPlace | undefined {
  if (target.kind === "section") {
    const section = form.ui.sections.find((one) => one.id === target.id);
    return section && { section: section.id, at: section.fields.filter((xid) => !moved.includes(xid)).length };
  }
  const at = sectionOf(form, target.xid);
  const section = at && form.ui.sections[at.index];
  if (!section || moved.includes(target.xid)) return undefined;
  const others = section.fields.filter((xid) => !moved.includes(xid));
  return { section: section.id, at: others.indexOf(target.xid) + (target.isAfter ? 1 : 0) };
}

/** Where Enter on the palette puts a field: behind the selected one, at the end of the selected section, else of the last. */
export function placeAfter(form: FormDefinition, selected: string | undefined): FieldPlace | undefined {
  if (selected !== undefined && sectionOf(form, selected)) return placeOfDrop(form, { kind: "field", xid: selected, isAfter: true });
  const last = form.ui.sections.find((one) => one.id === selectedSection(selected)) ?? form.ui.sections.at(-1);
  return last && { section: last.id, at: last.fields.length };
}

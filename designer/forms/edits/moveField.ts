import type { FormDefinition } from "@safeloop/engine";
import type { Edit } from "../../commands/commandStack.ts";
import { sectionOf } from "../formModel.ts";
import type { FieldPlace } from "./addField.ts";
import { moved } from "./titles.ts";

/** Moves a field to a place of a section; `at` counts without the field itself. */
export function moveField(xid: string, place: FieldPlace): Edit<FormDefinition> {
  return {
    title: moved([xid]),
    apply(form) {
      const from = sectionOf(form, xid);
      if (!from || !form.ui.sections.some((section) => section.id === place.section)) return form;
      if (form.ui.sections[from.index]?.id === place.section && from.at === place.at) return form;
      const sections = form.ui.sections.map((section) => {
        const fields = section.fields.filter((one) => one !== xid);
        return { ...section, fields: section.id === place.section ? fields.toSpliced(place.at, 0, xid) : fields };
      });
      return { ...form, ui: { ...form.ui, sections } };
    },
  };
}

/** One place up (-1) or down (+1), crossing into the neighbouring section at the edge. */
export function nudgeField(xid: string, by: -1 | 1): Edit<FormDefinition> {
  return {
    title: moved([xid]),
    apply(form) {
      const from = sectionOf(form, xid);
      if (!from) return form;
      const section = form.ui.sections[from.index];
      const at = from.at + by;
      if (section && at >= 0 && at < section.fields.length) return moveField(xid, { section: section.id, at }).apply(form);
      const neighbour = form.ui.sections[from.index + by];
      return neighbour ? moveField(xid, { section: neighbour.id, at: by < 0 ? neighbour.fields.length : 0 }).apply(form) : form;
    },
  };
}

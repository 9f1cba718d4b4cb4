import type { FormDefinition } from "@safeloop/engine";
import { type Edit, groupOf } from "../../commands/commandStack.ts";
import type { FieldPlace } from "./addField.ts";
import { nudgeField } from "./moveField.ts";
import { removeField } from "./removeField.ts";
import { setRequired } from "./setField.ts";
import { type FormTitle, moved, namesOf } from "./titles.ts";

/** x-ids in the order of the canvas. */
export function inOrder(form: FormDefinition, xids: readonly string[]): readonly string[] {
  const wanted = new Set(xids);
  return form.ui.sections.flatMap((section) => section.fields).filter((xid) => wanted.has(xid));
}

const about = (xids: readonly string[], zh: string, en: string): FormTitle => (before, after) => {
  const name = namesOf(xids, before, after);
  return { zh: zh.replace("{}", () => name.zh), en: en.replace("{}", () => name.en) };
};

/** Takes several fields off the form in one step. */
export function removeFields(xids: readonly string[], isCut = false): Edit<FormDefinition> {
  return groupOf(isCut ? about(xids, "剪切{}", "Cut {}") : about(xids, "删除{}", "Delete {}"), xids.map(removeField));
}

export function setRequiredOf(xids: readonly string[], isRequired: boolean): Edit<FormDefinition> {
  return groupOf(isRequired ? about(xids, "将{}改为必填", "Make {} required") : about(xids, "将{}改为选填", "Make {} optional"), xids.map((xid) => setRequired(xid, isRequired)));
}

/** Moves fields together to a place, which counts without them. */
export function moveFields(xids: readonly string[], place: FieldPlace): Edit<FormDefinition> {
  return {
    title: moved(xids),
    apply(form) {
      const order = inOrder(form, xids);
      if (order.length === 0 || !form.ui.sections.some((section) => section.id === place.section)) return form;
      const sections = form.ui.sections.map((section) => {
        const fields = section.fields.filter((xid) => !order.includes(xid));
        return { ...section, fields: section.id === place.section ? fields.toSpliced(place.at, 0, ...order) : fields };
      });
      const isSame = sections.every((section, at) => section.fields.join() === form.ui.sections[at]?.fields.join());
      return isSame ? form : { ...form, ui: { ...form.ui, sections } };
    },
  };
}

/** One place up or down, all together; what is already at the edge of the form holds the others back. */
export function nudgeFields(xids: readonly string[], by: -1 | 1): Edit<FormDefinition> {
  return {
    title: moved(xids),
    apply(form) {
      const order = by < 0 ? inOrder(form, xids) : inOrder(form, xids).toReversed();
      const first = order[0];
      if (first === undefined || nudgeField(first, by).apply(form) === form) return form;
      return order.reduce((current, xid) => nudgeField(xid, by).apply(current), form);
    },
  };
}

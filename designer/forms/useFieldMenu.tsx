import type { FormDefinition } from "@safeloop/engine";
import { useLocale } from "@safeloop/web";
import type { MenuProps } from "antd";
import { useTranslation } from "react-i18next";
import { focusProperties } from "./focusField.ts";
import { fieldOf } from "./formModel.ts";
import type { FormActs } from "./useFormActs.ts";
import type { Selection } from "./useSelection.ts";

type Item = NonNullable<MenuProps["items"]>[number];

/** The right-click menu of the picked fields: the acts of the keys, with the keys beside them. */
export function useFieldMenu(form: FormDefinition, { picked }: Selection, acts: FormActs): MenuProps {
  const { t } = useTranslation("editing");
  const { text } = useLocale();
  const isNone = picked.length === 0;
  const item = (key: string, keys: string, act: () => void, isOff = isNone): Item => ({ key, label: t(`menu.${key}`), extra: keys, disabled: isOff, onClick: act });
  const isAllRequired = picked.every((xid) => fieldOf(form, xid)?.isRequired === true);
  const items: Item[] = [
    item("properties", "Enter", focusProperties, picked.length !== 1),
    { type: "divider" },
    item("copy", "Ctrl C", acts.clip.copy),
    item("cut", "Ctrl X", acts.clip.cut),
    item("paste", "Ctrl V", acts.clip.paste, false),
    item("duplicate", "Ctrl D", acts.duplicate),
    { type: "divider" },
    item(isAllRequired && !isNone ? "optional" : "required", "", () => acts.require(!isAllRequired)),
    item("up", "Alt ↑", () => acts.nudge(-1)),
    item("down", "Alt ↓", () => acts.nudge(1)),
    { key: "move", label: t("menu.move"), disabled: isNone, children: form.ui.sections.map((section) => ({ key: `move:${section.id}`, label: text(section.title), onClick: () => acts.moveTo(section.id) })) },
    { type: "divider" },
    item("remove", "Del", acts.remove),
  ];
  return { items, className: "dz-field-menu" };
}

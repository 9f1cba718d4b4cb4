import type { FormDefinition } from "@safeloop/engine";
import { useLocale } from "@safeloop/web";
import { Button, Dropdown } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FormActs } from "./useFormActs.ts";

interface SelectionBarProps {
  readonly form: FormDefinition;
  readonly picked: readonly string[];
  readonly acts: FormActs;
  readonly leave: () => void;
}

/** Over the canvas while several fields are picked: how many, and what may be done to all of them. */
export function SelectionBar({ form, picked, acts, leave }: SelectionBarProps): ReactNode {
  const { t } = useTranslation("editing");
  const { text } = useLocale();
  if (picked.length < 2) return null;
  const act = (key: string, does: () => void, danger = false): ReactNode => <Button size="small" type="text" danger={danger} onClick={does}>{t(`menu.${key}`)}</Button>;
  const sections = form.ui.sections.map((section) => ({ key: section.id, label: text(section.title), onClick: () => acts.moveTo(section.id) }));
  return (
    <div className="dz-selection-bar" role="toolbar" aria-label={t("selection.title")}>
      <strong>{t("selection.count", { count: picked.length })}</strong>
      {act("copy", acts.clip.copy)}
      {act("cut", acts.clip.cut)}
      {act("duplicate", acts.duplicate)}
      <Dropdown trigger={["click"]} menu={{ items: sections }}><Button size="small" type="text">{t("menu.move")}</Button></Dropdown>
      {act("required", () => acts.require(true))}
      {act("optional", () => acts.require(false))}
      {act("remove", acts.remove, true)}
      <Button size="small" type="text" className="dz-right" onClick={leave}>{t("selection.leave")} Esc</Button>
    </div>
  );
}

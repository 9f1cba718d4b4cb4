import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, EditOutlined } from "@ant-design/icons";
import type { FormDefinition, FormSection } from "@safeloop/engine";
import { useLocale } from "@safeloop/web";
import { Button, Input, Tooltip } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Edit } from "../commands/commandStack.ts";
import { moveSection, removeSection, setSection } from "./edits/sections.ts";

export interface SectionHeadProps {
  readonly form: FormDefinition;
  readonly section: FormSection;
  readonly isSelected: boolean;
  readonly select: () => void;
  readonly leave: () => void;
  readonly run: (edit: Edit<FormDefinition>) => void;
}

interface ActProps {
  readonly name: "up" | "down" | "remove";
  readonly icon: ReactNode;
  readonly why?: string | undefined;
  readonly isOff: boolean;
  readonly act: () => void;
}

function Act({ name, icon, why, isOff, act }: ActProps): ReactNode {
  const { t } = useTranslation("designer");
  return <Tooltip title={why ?? t(`section.${name}`)}><Button type="text" size="small" aria-label={t(`section.${name}`)} icon={icon} disabled={isOff} onClick={act} /></Tooltip>;
}

/** Names in both languages, order and deletion in one row, where the filler reads the title. */
function ToolRow({ form, section, leave, run }: SectionHeadProps): ReactNode {
  const { t } = useTranslation("designer");
  const { locale } = useLocale();
  const { id, title, fields } = section;
  const at = form.ui.sections.indexOf(section);
  const isUsed = fields.length > 0;
  const name = (language: "zh" | "en", mark: string): ReactNode => (
    <Input size="small" value={title[language]} prefix={<span className="sl-meta" aria-hidden>{mark}</span>} aria-label={t(`section.${language}`)} autoFocus={(locale === "en") === (language === "en")} onChange={(event) => run(setSection(id, { title: { ...title, [language]: event.target.value } }))} />
  );
  return (
    <div className="dz-section-head" role="toolbar" aria-label={t("section.tools")} onKeyDown={(event) => event.key === "Escape" && leave()}>
      {name("zh", "中")}
      {name("en", "EN")}
      <span className="dz-section-acts">
        <Act name="up" icon={<ArrowUpOutlined />} isOff={at === 0} act={() => run(moveSection(id, -1))} />
        <Act name="down" icon={<ArrowDownOutlined />} isOff={at === form.ui.sections.length - 1} act={() => run(moveSection(id, 1))} />
        <Act name="remove" icon={<DeleteOutlined />} isOff={isUsed || form.ui.sections.length === 1} why={isUsed ? t("section.notEmpty") : undefined} act={() => { run(removeSection(id)); leave(); }} />
      </span>
    </div>
  );
}

/** The head of a section on the canvas: read as the filler reads it, edited in place once it is selected. */
export function SectionHead(props: SectionHeadProps): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const { form, section, isSelected, select } = props;
  if (isSelected) return <ToolRow {...props} />;
  const isOnly = form.ui.sections.length === 1; // its title is not shown to the filler
  return (
    <button type="button" className="dz-section-open" aria-label={t("section.edit", { title: text(section.title) })} onClick={select}>
      <span className="dz-handle" aria-hidden><EditOutlined /></span>
      {isOnly && <span className="sl-meta">{t("section.only", { title: text(section.title) })}</span>}
    </button>
  );
}

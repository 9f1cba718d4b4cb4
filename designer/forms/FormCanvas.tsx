import { useDroppable } from "@dnd-kit/core";
import type { FormDefinition, Issue } from "@safeloop/engine";
import { FormView, useLocale } from "@safeloop/web";
import { Button, Input } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Edit } from "../commands/commandStack.ts";
import { CanvasField, type CanvasFieldActs } from "./CanvasField.tsx";
import type { DropTarget } from "./dropPlace.ts";
import { addSection, moveSection, removeSection, setSection } from "./edits/sections.ts";
import { fieldsOf, freeName } from "./formModel.ts";

const noData = {};

export interface FormCanvasProps {
  readonly form: FormDefinition;
  readonly issues: readonly Issue[];
  readonly selected: string | undefined;
  readonly over: DropTarget | undefined;
  readonly acts: CanvasFieldActs;
  readonly run: (edit: Edit<FormDefinition>) => void;
}

function SectionTail({ id, isOver, isEmpty }: { readonly id: string; readonly isOver: boolean; readonly isEmpty: boolean }): ReactNode {
  const { t } = useTranslation("designer");
  const { setNodeRef } = useDroppable({ id: `section:${id}`, data: { section: id } });
  return <div ref={setNodeRef} className={`dz-section-tail${isOver ? " is-over" : ""}`}>{isEmpty ? t("section.empty") : isOver ? t("section.drop") : ""}</div>;
}

function SectionBar({ form, id, run }: { readonly form: FormDefinition; readonly id: string; readonly run: FormCanvasProps["run"] }): ReactNode {
  const { t } = useTranslation("designer");
  const section = form.ui.sections.find((one) => one.id === id);
  if (!section) return null;
  const rename = (language: "zh" | "en", words: string): void => run(setSection(id, { title: { ...section.title, [language]: words } }));
  return (
    <div className="dz-section-bar">
      <Input size="small" value={section.title.zh} onChange={(event) => rename("zh", event.target.value)} aria-label={t("section.zh")} />
      <Input size="small" value={section.title.en} onChange={(event) => rename("en", event.target.value)} aria-label={t("section.en")} />
      <Button size="small" type="text" onClick={() => run(moveSection(id, -1))} aria-label={t("section.up")}>↑</Button>
      <Button size="small" type="text" onClick={() => run(moveSection(id, 1))} aria-label={t("section.down")}>↓</Button>
      <Button size="small" type="text" disabled={section.fields.length > 0} title={section.fields.length > 0 ? t("section.notEmpty") : undefined} onClick={() => run(removeSection(id))}>{t("section.remove")}</Button>
    </div>
  );
}

/** The form as it will be filled, each field movable; sections carry their own bar and a place to drop at the end. */
export function FormCanvas({ form, issues, selected, over, acts, run }: FormCanvasProps): ReactNode {
  const { t } = useTranslation("designer");
  const { locale } = useLocale();
  const keyOf = new Map(fieldsOf(form).map((field) => [field.xid, field.key]));
  const isFaulty = (xid: string): boolean => issues.some((issue) => issue.path.startsWith(`/schema/properties/${keyOf.get(xid) ?? ""}`) && keyOf.has(xid));
  const sideOf = (xid: string): "before" | "after" | undefined => (over?.kind === "field" && over.xid === xid ? (over.isAfter ? "after" : "before") : undefined);
  const decorateField = (xid: string, field: ReactNode, isWide: boolean): ReactNode => (
    <CanvasField key={xid} xid={xid} isWide={isWide} isSelected={xid === selected} isFaulty={isFaulty(xid)} dropSide={sideOf(xid)} acts={acts}>{field}</CanvasField>
  );
  const decorateSection = (id: string, section: ReactNode): ReactNode => (
    <div key={id} className="dz-section">
      <SectionBar form={form} id={id} run={run} />
      {section}
      <SectionTail id={id} isOver={over?.kind === "section" && over.id === id} isEmpty={(form.ui.sections.find((one) => one.id === id)?.fields.length ?? 0) === 0} />
    </div>
  );
  const append = (): void => run(addSection(freeName("section", new Set(form.ui.sections.map((one) => one.id))), { zh: "新分节", en: "New section" }, form.ui.sections.length));
  return (
    <div className="dz-canvas">
      <div className="dz-sheet sl-card">
        <FormView definition={form} data={noData} locale={locale} mode="preview" design={{ decorateField, decorateSection }} />
        <Button type="dashed" block onClick={append}>{t("section.add")}</Button>
      </div>
    </div>
  );
}

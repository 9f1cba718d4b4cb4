import { useDroppable } from "@dnd-kit/core";
import type { FormDefinition, Issue } from "@safeloop/engine";
import { FormView, useLocale } from "@safeloop/web";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Edit } from "../commands/commandStack.ts";
import { CanvasField, type CanvasFieldActs } from "./CanvasField.tsx";
import type { DropTarget } from "./dropPlace.ts";
import { addSection } from "./edits/sections.ts";
import { fieldsOf, freeName } from "./formModel.ts";
import { LayerBadge } from "../layers/LayerBadge.tsx";
import { SectionHead } from "./SectionHead.tsx";
import { selectedSection, selectionOf } from "./selection.ts";

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
  return <div ref={setNodeRef} className={`dz-section-tail${isOver ? " is-over" : ""}${isEmpty ? " is-empty" : ""}`}>{isEmpty ? t("section.empty") : isOver ? t("section.drop") : ""}</div>;
}

/** The form as it will be filled, each field movable; a section's title is edited where it stands, and its end takes what is dropped there. */
export function FormCanvas({ form, issues, selected, over, acts, run }: FormCanvasProps): ReactNode {
  const { t } = useTranslation("designer");
  const { locale } = useLocale();
  const keyOf = new Map(fieldsOf(form).map((field) => [field.xid, field.key]));
  const isFaulty = (xid: string): boolean => issues.some((issue) => issue.path.startsWith(`/schema/properties/${keyOf.get(xid) ?? ""}`) && keyOf.has(xid));
  const sideOf = (xid: string): "before" | "after" | undefined => (over?.kind === "field" && over.xid === xid ? (over.isAfter ? "after" : "before") : undefined);
  const decorateField = (xid: string, field: ReactNode, isWide: boolean): ReactNode => (
    <CanvasField key={xid} xid={xid} isWide={isWide} isSelected={xid === selected} isFaulty={isFaulty(xid)} dropSide={sideOf(xid)} acts={acts}>{field}</CanvasField>
  );
  const decorateSection = (id: string, block: ReactNode): ReactNode => {
    const section = form.ui.sections.find((one) => one.id === id);
    if (!section) return block;
    const isSelected = selectedSection(selected) === id;
    return (
      <div key={id} className={`dz-section${isSelected ? " is-selected" : ""}${form.ui.sections.length === 1 ? " is-only" : ""}`}>
        <SectionHead form={form} section={section} isSelected={isSelected} select={() => acts.select(selectionOf(id))} leave={acts.leave} run={run} />
        <LayerBadge id={`section:${id}`} />
        {block}
        <SectionTail id={id} isOver={over?.kind === "section" && over.id === id} isEmpty={section.fields.length === 0} />
      </div>
    );
  };
  const append = (): void => {
    const id = freeName("section", new Set(form.ui.sections.map((one) => one.id)));
    run(addSection(id, { zh: "新分节", en: "New section" }, form.ui.sections.length));
    acts.select(selectionOf(id));
  };
  return (
    <div className="dz-canvas">
      <div className="dz-sheet sl-card">
        <FormView definition={form} data={noData} locale={locale} mode="preview" design={{ decorateField, decorateSection }} />
        <Button type="dashed" block onClick={append}>{t("section.add")}</Button>
      </div>
    </div>
  );
}

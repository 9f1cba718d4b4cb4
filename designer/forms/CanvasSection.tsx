import { CaretDownOutlined, CaretRightOutlined } from "@ant-design/icons";
import { useDroppable } from "@dnd-kit/core";
import type { FormDefinition } from "@safeloop/engine";
import { useLocale } from "@safeloop/web";
import { createContext, type ReactNode, use } from "react";
import { useTranslation } from "react-i18next";
import type { Edit } from "../commands/commandStack.ts";
import { LayerBadge } from "../layers/LayerBadge.tsx";
import type { DropTarget } from "./dropPlace.ts";
import { SectionHead } from "./SectionHead.tsx";
import { selectedSection, selectionOf } from "./selection.ts";

/** What the sections of the canvas show beside their fields. */
export interface CanvasSections {
  readonly form: FormDefinition;
  readonly selected: string | undefined;
  readonly over: DropTarget | undefined;
  readonly folded: ReadonlySet<string>;
  readonly fold: (id: string) => void;
  readonly select: (selection: string | undefined) => void;
  readonly run: (edit: Edit<FormDefinition>) => void;
}

export const CanvasSectionsContext = createContext<CanvasSections | null>(null);

function SectionTail({ id, isOver, isEmpty }: { readonly id: string; readonly isOver: boolean; readonly isEmpty: boolean }): ReactNode {
  const { t } = useTranslation("designer");
  const { setNodeRef } = useDroppable({ id: `section:${id}`, data: { section: id } });
  return <div ref={setNodeRef} className={`dz-section-tail${isOver ? " is-over" : ""}${isEmpty ? " is-empty" : ""}`}>{isEmpty ? t("section.empty") : isOver ? t("section.drop") : ""}</div>;
}

/** Closes a section on the canvas only; the filler's form is not changed. */
function FoldButton({ title, isFolded, count, fold }: { readonly title: string; readonly isFolded: boolean; readonly count: number; readonly fold: () => void }): ReactNode {
  const { t } = useTranslation("editing");
  return (
    <button type="button" className="dz-fold" aria-expanded={!isFolded} aria-label={t(isFolded ? "section.unfold" : "section.fold", { title, count })} onClick={fold}>
      {isFolded ? <CaretRightOutlined aria-hidden /> : <CaretDownOutlined aria-hidden />} {t("section.count", { count })}
    </button>
  );
}

/** A section on the canvas: its title is edited where it stands, it can be folded, and its end takes what is dropped there. */
export function CanvasSection({ id, children }: { readonly id: string; readonly children: ReactNode }): ReactNode {
  const { text } = useLocale();
  const context = use(CanvasSectionsContext);
  const section = context?.form.ui.sections.find((one) => one.id === id);
  if (!context || !section) return children;
  const { form, selected, over, folded, fold, select, run } = context;
  const [isSelected, isOnly, isFolded] = [selectedSection(selected) === id, form.ui.sections.length === 1, folded.has(id)];
  return (
    <div className={`dz-section${isSelected ? " is-selected" : ""}${isOnly ? " is-only" : ""}${isFolded ? " is-folded" : ""}`}>
      <SectionHead form={form} section={section} isSelected={isSelected} select={() => select(selectionOf(id))} leave={() => select(undefined)} run={run} />
      {!isOnly && !isSelected && <FoldButton title={text(section.title)} isFolded={isFolded} count={section.fields.length} fold={() => fold(id)} />}
      <LayerBadge id={`section:${id}`} />
      {isFolded ? <div className="dz-folded sl-card"><h3>{text(section.title)}</h3></div> : children}
      {!isFolded && <SectionTail id={id} isOver={over?.kind === "section" && over.id === id} isEmpty={section.fields.length === 0} />}
    </div>
  );
}

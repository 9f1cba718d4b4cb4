import { DndContext, type DragEndEvent, type DragMoveEvent, DragOverlay, KeyboardSensor, pointerWithin, PointerSensor, useSensor, useSensors } from "@dnd-kit/core";
import { type DefDetail, type FieldKind, fieldKind, type FormDefinition, kindOf } from "@safeloop/engine";
import { useLocale } from "@safeloop/web";
import { createElement, type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { EditorFrame } from "../app/EditorFrame.tsx";
import { type Draft, useDraft } from "../app/useDraft.ts";
import { VersionsPane } from "../versions/VersionsPane.tsx";
import type { CanvasFieldActs } from "./CanvasField.tsx";
import { type DropTarget, placeAfter, placeOfDrop } from "./dropPlace.ts";
import { addField } from "./edits/addField.ts";
import { duplicateField } from "./edits/duplicateField.ts";
import { moveField, nudgeField } from "./edits/moveField.ts";
import { removeField } from "./edits/removeField.ts";
import { FieldPalette } from "./FieldPalette.tsx";
import { FieldProperties } from "./FieldProperties.tsx";
import { FormCanvas } from "./FormCanvas.tsx";
import { fieldIcons } from "./fieldIcons.ts";
import { fieldsOf, titleOf } from "./formModel.ts";
import { FormPreview } from "./FormPreview.tsx";
import { newField } from "./newField.ts";
import { useFormKeys } from "./useFormKeys.ts";

interface Dragged {
  readonly kind?: FieldKind;
  readonly xid?: string;
}

/** What hangs at the pointer: the icon of the kind, and its name or that of the moved field. */
function DraggedChip({ form, dragged }: { readonly form: FormDefinition; readonly dragged: Dragged }): ReactNode {
  const { text } = useLocale();
  const moved = fieldsOf(form).find((field) => field.xid === dragged.xid);
  const kind = dragged.kind ?? (moved && kindOf(moved.schema));
  return <span className="dz-dragged">{kind && createElement(fieldIcons[kind], { "aria-hidden": true })} {moved ? text(titleOf(moved)) : kind && text(fieldKind(kind)?.label)}</span>;
}

/** Before or behind the field under the pointer, by which half of it the dragged thing's middle is in. */
function targetOf(event: DragMoveEvent | DragEndEvent): DropTarget | undefined {
  const over = event.over;
  const data = over?.data.current as { xid?: string; section?: string } | undefined;
  if (!over || !data) return undefined;
  if (data.section !== undefined) return { kind: "section", id: data.section };
  const moved = event.active.rect.current.translated;
  const middle = (moved?.top ?? 0) + (moved?.height ?? 0) / 2;
  return data.xid === undefined ? undefined : { kind: "field", xid: data.xid, isAfter: middle > over.rect.top + over.rect.height / 2 };
}

let made = 0;
const freshXid = (): string => `f-${Date.now().toString(36)}${(made++).toString(36)}`;

function DesignPane({ draft, selected, select }: { readonly draft: Draft<FormDefinition>; readonly selected: string | undefined; readonly select: (xid: string | undefined) => void }): ReactNode {
  const { definition: form, run } = draft;
  const [dragged, setDragged] = useState<Dragged | undefined>();
  const [over, setOver] = useState<DropTarget | undefined>();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }), useSensor(KeyboardSensor));
  const acts = useMemo<CanvasFieldActs>(() => ({
    select,
    leave: () => select(undefined),
    duplicate: (xid) => run(duplicateField(xid, freshXid)),
    nudge: (xid, by) => run(nudgeField(xid, by)),
    remove: (xid) => { run(removeField(xid)); select(undefined); },
  }), [run, select]);
  useFormKeys(form.ui.sections.flatMap((section) => section.fields), selected, acts);
  const insert = (kind: FieldKind, place = placeAfter(form, selected)): void => {
    const field = newField(kind, form);
    if (place) run(addField(field, place));
    select(field.xid);
  };
  const drop = (event: DragEndEvent): void => {
    const target = targetOf(event);
    const what = event.active.data.current as Dragged | undefined;
    setDragged(undefined);
    setOver(undefined);
    const place = target && placeOfDrop(form, target, what?.xid);
    if (!place || !what) return;
    if (what.kind) insert(what.kind, place);
    else if (what.xid) run(moveField(what.xid, place));
  };
  return (
    <DndContext sensors={sensors} collisionDetection={pointerWithin} onDragStart={(event) => setDragged(event.active.data.current)} onDragMove={(event) => setOver(targetOf(event))} onDragEnd={drop} onDragCancel={() => { setDragged(undefined); setOver(undefined); }}>
      <FieldPalette onInsert={insert} />
      <FormCanvas form={form} issues={draft.issues} selected={selected} over={over} acts={acts} run={run} />
      <FieldProperties form={form} selected={selected} run={run} />
      <DragOverlay>{dragged && <DraggedChip form={form} dragged={dragged} />}</DragOverlay>
    </DndContext>
  );
}

/** Palette → canvas → properties, with a live preview, the check, and versions. */
export default function FormEditor({ id, stored }: { readonly id: string; readonly stored: DefDetail<FormDefinition> }): ReactNode {
  const { t } = useTranslation("designer");
  const draft = useDraft("forms", id, stored);
  const [selected, select] = useState<string | undefined>();
  const jump = (path: string): void => {
    const key = /^\/schema\/properties\/([^/]+)/.exec(path)?.[1];
    const rule = /^\/logic\/(\d+)/.exec(path)?.[1];
    select(fieldsOf(draft.definition).find((field) => field.key === key)?.xid ?? (rule === undefined ? undefined : draft.definition.logic[Number(rule)]?.target.split(".")[0]));
  };
  const facts = t("facts.form", { fields: fieldsOf(draft.definition).length, sections: draft.definition.ui.sections.length });
  return (
    <EditorFrame kind="forms" id={id} draft={draft} tabs={["design", "preview", "versions"]} facts={facts} onJump={jump}>
      {(tab) => (tab === "preview" ? <FormPreview form={draft.definition} /> : tab === "versions" ? <VersionsPane kind="forms" id={id} draft={draft} /> : <DesignPane draft={draft} selected={selected} select={select} />)}
    </EditorFrame>
  );
}

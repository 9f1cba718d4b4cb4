import { DndContext, type DndContextProps, type DragEndEvent, type DragMoveEvent, DragOverlay, pointerWithin, PointerSensor, useSensor, useSensors } from "@dnd-kit/core";
import { type DefDetail, type FieldKind, fieldKind, type FormDefinition, type Issue, kindOf } from "@safeloop/engine";
import { useLocale } from "@safeloop/web";
import { createElement, type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { EditorFrame } from "../app/EditorFrame.tsx";
import { go } from "../app/place.ts";
import { type Draft, useDraft } from "../app/useDraft.ts";
import { type Thing, thingsOfForm } from "../palette/things.ts";
import { useThingWords } from "../palette/useThingWords.ts";
import { placeOfIssue, selectionOfPlace } from "../problems/place.ts";
import { VersionsPane } from "../versions/VersionsPane.tsx";
import { type DropTarget, placeOfDrop } from "./dropPlace.ts";
import { moveFields } from "./edits/manyFields.ts";
import { moveField } from "./edits/moveField.ts";
import { FieldPalette } from "./FieldPalette.tsx";
import { FieldProperties } from "./FieldProperties.tsx";
import { focusField } from "./focusField.ts";
import { FormCanvas } from "./FormCanvas.tsx";
import { fieldIcons } from "./fieldIcons.ts";
import { fieldsOf, titleOf } from "./formModel.ts";
import { FormJson } from "./json/FormJson.tsx";
import { FormPreview } from "./preview/FormPreview.tsx";
import { useFormActs } from "./useFormActs.ts";
import { useFormKeys } from "./useFormKeys.ts";
import { type Selection, type SelectionActs, useSelection } from "./useSelection.ts";

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

const isSame = (a: DropTarget | undefined, b: DropTarget | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Only the canvas follows the pointer to its edge: the palette would run away under the hand that takes from it. */
const autoScroll = { canScroll: (element: Element): boolean => element.closest(".dz-palette") === null };
/** Dragging is of the mouse; the keyboard has its own acts and says its own words. */
const silent: NonNullable<DndContextProps["accessibility"]> = { screenReaderInstructions: { draggable: "" }, announcements: { onDragStart: () => undefined, onDragOver: () => undefined, onDragEnd: () => undefined, onDragCancel: () => undefined } };

interface DesignPaneProps {
  readonly draft: Draft<FormDefinition>;
  readonly selection: Selection & SelectionActs;
  readonly order: readonly string[];
}

function DesignPane({ draft, selection, order }: DesignPaneProps): ReactNode {
  const { definition: form, run } = draft;
  const [dragged, setDragged] = useState<Dragged | undefined>();
  const [over, setOver] = useState<DropTarget | undefined>();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }));
  const acting = useFormActs(draft, selection);
  useFormKeys({ order, selection, acts: acting.acts });
  const drop = (event: DragEndEvent): void => {
    const target = targetOf(event);
    const what = event.active.data.current as Dragged | undefined;
    setDragged(undefined);
    setOver(undefined);
    const isBlock = what?.xid !== undefined && selection.picked.length > 1 && selection.picked.includes(what.xid);
    const place = target && placeOfDrop(form, target, isBlock ? selection.picked : what?.xid === undefined ? [] : [what.xid]);
    if (!place || !what) return;
    if (what.kind) return acting.acts.insert(what.kind, place);
    if (what.xid === undefined) return;
    run(isBlock ? moveFields(selection.picked, place) : moveField(what.xid, place));
    focusField(what.xid);
  };
  const follow = (event: DragMoveEvent): void => setOver((now) => { const next = targetOf(event); return isSame(now, next) ? now : next; });
  return (
    <DndContext sensors={sensors} collisionDetection={pointerWithin} autoScroll={autoScroll} accessibility={silent} onDragStart={(event) => setDragged(event.active.data.current)} onDragMove={follow} onDragEnd={drop} onDragCancel={() => { setDragged(undefined); setOver(undefined); }}>
      <FieldPalette onInsert={acting.acts.insert} />
      <FormCanvas form={form} issues={draft.issues} selection={selection} order={order} over={over} acting={acting} run={run} />
      <FieldProperties form={form} selected={selection.selected} picked={selection.picked} run={run} />
      <DragOverlay>{dragged && <DraggedChip form={form} dragged={dragged} />}</DragOverlay>
    </DndContext>
  );
}

/** Palette → canvas → properties, with a live preview, the check, and versions. */
export default function FormEditor({ id, stored }: { readonly id: string; readonly stored: DefDetail<FormDefinition> }): ReactNode {
  const { t } = useTranslation("designer");
  const draft = useDraft("forms", id, stored);
  const { sections } = draft.definition.ui;
  const order = useMemo(() => sections.flatMap((section) => section.fields), [sections]);
  const selection = useSelection(order);
  const jump = (issue: Issue): void => {
    go({ kind: "forms", id });
    selection.select(selectionOfPlace(placeOfIssue("forms", draft.definition, issue)));
  };
  const words = useThingWords();
  const things = useMemo(() => thingsOfForm(draft.definition, words), [draft.definition, words]);
  const show = ({ place }: Thing): void => {
    go({ kind: "forms", id });
    selection.select(selectionOfPlace(place));
  };
  const facts = t("facts.form", { fields: fieldsOf(draft.definition).length, sections: sections.length });
  return (
    <EditorFrame kind="forms" id={id} draft={draft} tabs={["design", "preview", "json", "versions"]} facts={facts} onJump={jump} things={things} onThing={show}>
      {(tab) => (tab === "preview" ? <FormPreview form={draft.definition} /> : tab === "json" ? <FormJson draft={draft} /> : tab === "versions" ? <VersionsPane kind="forms" id={id} draft={draft} /> : <DesignPane draft={draft} selection={selection} order={order} />)}
    </EditorFrame>
  );
}

import type { FormDefinition, Issue } from "@safeloop/engine";
import { type DesignSurface, FormView, useLocale } from "@safeloop/web";
import { Button, Dropdown } from "antd";
import { type ReactNode, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Edit } from "../commands/commandStack.ts";
import { CanvasActsContext, CanvasField, type CanvasFieldActs } from "./CanvasField.tsx";
import { CanvasMarks, CanvasMarksContext } from "./canvasMarks.ts";
import { CanvasSection, CanvasSectionsContext } from "./CanvasSection.tsx";
import type { DropTarget } from "./dropPlace.ts";
import { addSection } from "./edits/sections.ts";
import { focusField, rescueFocus } from "./focusField.ts";
import { fieldOf, fieldsOf, freeName, titleOf } from "./formModel.ts";
import { SelectionBar } from "./SelectionBar.tsx";
import { selectionOf } from "./selection.ts";
import { useFieldMenu } from "./useFieldMenu.tsx";
import type { FormActing } from "./useFormActs.ts";
import type { Selection, SelectionActs } from "./useSelection.ts";

const noData = {};
const surface: DesignSurface = {
  decorateField: (xid, field, isWide) => <CanvasField key={xid} xid={xid} isWide={isWide}>{field}</CanvasField>,
  decorateSection: (id, block) => <CanvasSection id={id}>{block}</CanvasSection>,
};

export interface FormCanvasProps {
  readonly form: FormDefinition;
  readonly issues: readonly Issue[];
  readonly selection: Selection & SelectionActs;
  readonly order: readonly string[];
  readonly over: DropTarget | undefined;
  readonly acting: FormActing;
  readonly run: (edit: Edit<FormDefinition>) => void;
}

function faultyOf(form: FormDefinition, issues: readonly Issue[]): ReadonlySet<string> {
  const keys = new Set(issues.flatMap((issue) => /^\/schema\/properties\/([^/]+)/.exec(issue.path)?.[1] ?? []));
  return new Set(fieldsOf(form).filter((field) => keys.has(field.key)).map((field) => field.xid));
}

/** Tells the fields how they stand out; once a change, not once a field. */
function useMarks({ form, issues, selection, order, over }: FormCanvasProps): CanvasMarks {
  const [marks] = useState(() => new CanvasMarks());
  const faulty = useMemo(() => faultyOf(form, issues), [form, issues]);
  const picked = useMemo(() => new Set(selection.picked), [selection.picked]);
  useEffect(() => marks.set({ selected: selection.selected, picked, first: order[0], faulty, over }), [marks, selection.selected, picked, order, faulty, over]);
  return marks;
}

/** The acts of the fields, always on what is there now, under the same names for the life of the canvas. */
function useFieldActs(props: FormCanvasProps): CanvasFieldActs {
  const { text } = useLocale();
  const latest = useRef({ ...props, text });
  useEffect(() => {
    latest.current = { ...props, text };
  });
  return useMemo(() => ({
    pick: (xid, how) => {
      const { selection, order } = latest.current;
      const isLeft = how === "toggle" && selection.picked.includes(xid);
      selection.pick(order, xid, how);
      focusField(isLeft ? undefined : xid);
    },
    keep: (xid) => { if (!latest.current.selection.picked.includes(xid)) latest.current.selection.pick(latest.current.order, xid, "one"); },
    title: (xid) => { const field = fieldOf(latest.current.form, xid); return field ? latest.current.text(titleOf(field)) : xid; },
    duplicate: () => latest.current.acting.acts.duplicate(),
    nudge: (by) => latest.current.acting.acts.nudge(by),
    remove: () => latest.current.acting.acts.remove(),
  }), []);
}

function useFolded(): readonly [ReadonlySet<string>, (id: string) => void] {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  return [folded, (id) => setFolded((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id]))];
}

/** After a step back or forth, or a deletion, the focus may have gone with its field. */
function useFocusKept(shown: FormDefinition, picked: string | undefined): void {
  const drawn = useRef(shown);
  useEffect(() => {
    if (drawn.current !== shown) rescueFocus(picked);
    drawn.current = shown;
  }, [shown, picked]);
}

/** The form as it will be filled, each field movable; a right click offers what the keys do. */
export function FormCanvas(props: FormCanvasProps): ReactNode {
  const { form, selection, over, acting, run } = props;
  const { t } = useTranslation("designer");
  const { locale } = useLocale();
  const shown = useDeferredValue(form); // typing in the panel paints first
  useFocusKept(shown, selection.picked.at(-1));
  const marks = useMarks(props);
  const acts = useFieldActs(props);
  const menu = useFieldMenu(form, selection, acting.acts);
  const [folded, fold] = useFolded();
  const sections = { form, selected: selection.selected, over, folded, fold, select: selection.select, run };
  const append = (): void => {
    const id = freeName("section", new Set(form.ui.sections.map((one) => one.id)));
    run(addSection(id, { zh: "新分节", en: "New section" }, form.ui.sections.length));
    selection.select(selectionOf(id));
  };
  return (
    <div className="dz-canvas" tabIndex={-1} aria-label={t("editing:canvas")} role="group">
      <SelectionBar form={form} picked={selection.picked} acts={acting.acts} leave={() => { selection.select(selection.selected); focusField(selection.selected); }} />
      {acting.refusal !== undefined && <p className="dz-refusal" role="alert">{acting.refusal} <button type="button" className="sl-link" onClick={acting.forget}>{t("common:act.close")}</button></p>}
      <Dropdown trigger={["contextMenu"]} menu={menu} destroyOnHidden>
        <div className="dz-sheet sl-card">
          <CanvasActsContext value={acts}><CanvasMarksContext value={marks}><CanvasSectionsContext value={sections}>
            <FormView definition={shown} data={noData} locale={locale} mode="preview" design={surface} />
          </CanvasSectionsContext></CanvasMarksContext></CanvasActsContext>
          <Button type="dashed" block onClick={append}>{t("section.add")}</Button>
        </div>
      </Dropdown>
    </div>
  );
}

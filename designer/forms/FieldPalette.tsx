import { useDraggable } from "@dnd-kit/core";
import { type FieldKind, fieldKinds, type FieldKindSpec } from "@safeloop/engine";
import { useLocale } from "@safeloop/web";
import { Input } from "antd";
import { createElement, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldIcons } from "./fieldIcons.ts";

/** Kinds that are layout, not fields: sections are added on the canvas. */
const layout = new Set<FieldKind>(["section", "page"]);

/** Too wide for half of the palette beside its icon: Han characters count twice. */
function isLong(label: string): boolean {
  return [...label].reduce((width, letter) => width + (letter > "\u2e80" ? 2 : 1), 0) > 9;
}

/** Two short ones fill a row, so a long one between them would leave holes. */
function shortFirst(specs: readonly FieldKindSpec[], text: (label: FieldKindSpec["label"]) => string): readonly FieldKindSpec[] {
  return specs.toSorted((a, b) => Number(isLong(text(a.label))) - Number(isLong(text(b.label))));
}

function PaletteItem({ spec, onInsert }: { readonly spec: FieldKindSpec; readonly onInsert: (kind: FieldKind) => void }): ReactNode {
  const { text } = useLocale();
  const { setNodeRef, listeners, attributes, isDragging } = useDraggable({ id: `new:${spec.kind}`, data: { kind: spec.kind } });
  return (
    <button type="button" ref={setNodeRef} className={`dz-palette-item${isLong(text(spec.label)) ? " is-long" : ""}${isDragging ? " is-dragging" : ""}`} {...attributes} {...listeners} data-kind={spec.kind}
      onKeyDown={(event) => { if (event.key === "Enter") { event.preventDefault(); onInsert(spec.kind); } }}>
      {createElement(fieldIcons[spec.kind], { "aria-hidden": true })}<span className="sl-cut">{text(spec.label)}</span>
    </button>
  );
}

/** Field kinds by group: drag one onto the form, or press Enter to put it behind the selected field. */
export function FieldPalette({ onInsert }: { readonly onInsert: (kind: FieldKind) => void }): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const [words, setWords] = useState("");
  const found = fieldKinds.filter((spec) => !layout.has(spec.kind) && `${spec.kind} ${spec.label.zh} ${spec.label.en}`.toLowerCase().includes(words.trim().toLowerCase()));
  const groups = [...new Set(found.map((spec) => spec.group))];
  return (
    <aside className="dz-palette" aria-label={t("palette.title")}>
      <Input allowClear value={words} onChange={(event) => setWords(event.target.value)} placeholder={t("palette.search")} aria-label={t("palette.search")} />
      {groups.map((group) => (
        <section key={group}>
          <h3>{t(`palette.group.${group}`)}</h3>
          <div className="dz-palette-grid">{shortFirst(found.filter((spec) => spec.group === group), text).map((spec) => <PaletteItem key={spec.kind} spec={spec} onInsert={onInsert} />)}</div>
        </section>
      ))}
      {found.length === 0 && <p className="sl-meta">{t("palette.none", { words: text(words) })}</p>}
      <p className="sl-meta dz-palette-foot">{t("palette.hint")}</p>
    </aside>
  );
}

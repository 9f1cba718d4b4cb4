import { useDraggable } from "@dnd-kit/core";
import { type FieldKind, fieldKinds, type FieldKindSpec } from "@safeloop/engine";
import { useLocale } from "@safeloop/web";
import { Input } from "antd";
import { createElement, type KeyboardEvent, type ReactNode, useState } from "react";
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

interface ItemProps {
  readonly spec: FieldKindSpec;
  readonly isTabStop: boolean;
  readonly onInsert: (kind: FieldKind) => void;
  readonly onReach: (kind: FieldKind) => void;
}

function PaletteItem({ spec, isTabStop, onInsert, onReach }: ItemProps): ReactNode {
  const { text } = useLocale();
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: `new:${spec.kind}`, data: { kind: spec.kind } });
  return (
    <button type="button" ref={setNodeRef} tabIndex={isTabStop ? 0 : -1} className={`dz-palette-item${isLong(text(spec.label)) ? " is-long" : ""}${isDragging ? " is-dragging" : ""}`} {...listeners} data-kind={spec.kind}
      onFocus={() => onReach(spec.kind)} onKeyDown={(event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); onInsert(spec.kind); } }}>
      {createElement(fieldIcons[spec.kind], { "aria-hidden": true })}<span className="sl-cut">{text(spec.label)}</span>
    </button>
  );
}

const steps: { readonly [key: string]: -1 | 1 } = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };

/** Arrows walk through the kinds, from the search into them and back. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const by = steps[event.key];
  const isSearch = (event.target as HTMLElement).matches("input");
  if (by === undefined || (isSearch && event.key !== "ArrowDown")) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(".dz-palette-item")];
  const at = items.indexOf(event.target as HTMLElement);
  const next = items[at + by] ?? (at + by < 0 ? event.currentTarget.querySelector<HTMLElement>("input") : undefined);
  event.preventDefault();
  next?.focus();
}

/** Field kinds by group: drag one onto the form, or press Enter to put it behind the selected field. */
export function FieldPalette({ onInsert }: { readonly onInsert: (kind: FieldKind) => void }): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const [words, setWords] = useState("");
  const [reached, setReached] = useState<FieldKind>();
  const found = fieldKinds.filter((spec) => !layout.has(spec.kind) && `${spec.kind} ${spec.label.zh} ${spec.label.en}`.toLowerCase().includes(words.trim().toLowerCase()));
  const groups = [...new Set(found.map((spec) => spec.group))];
  const shown = groups.map((group) => ({ group, specs: shortFirst(found.filter((spec) => spec.group === group), text) }));
  const first = shown[0]?.specs[0]?.kind;
  const tabStop = found.some((spec) => spec.kind === reached) ? reached : first;
  const insertFirst = (): void => {
    if (words.trim() === "" || first === undefined) return;
    setWords("");
    onInsert(first);
  };
  return (
    <aside className="dz-palette" aria-label={t("palette.title")} onKeyDown={walk}>
      <Input allowClear value={words} onChange={(event) => setWords(event.target.value)} onPressEnter={insertFirst} placeholder={t("palette.search")} aria-label={t("palette.search")} />
      {shown.map(({ group, specs }) => (
        <section key={group}>
          <h3>{t(`palette.group.${group}`)}</h3>
          <div className="dz-palette-grid">{specs.map((spec) => <PaletteItem key={spec.kind} spec={spec} isTabStop={spec.kind === tabStop} onInsert={onInsert} onReach={setReached} />)}</div>
        </section>
      ))}
      {found.length === 0 && <p className="sl-meta">{t("palette.none", { words: text(words) })}</p>}
      <p className="sl-meta dz-palette-foot">{t("palette.hint")}</p>
    </aside>
  );
}

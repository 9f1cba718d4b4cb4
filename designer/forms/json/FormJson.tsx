import { type FormDefinition, type I18nText, jsonEqual } from "@safeloop/engine";
import { useLocale } from "@safeloop/web";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Draft } from "../../app/useDraft.ts";
import { readForm } from "./readForm.ts";

const pauseMs = 250;
const title: I18nText = { zh: "用 JSON 修改表单", en: "Edit the form as JSON" };
const written = (form: FormDefinition): string => JSON.stringify(form, null, 2);

interface Typed {
  readonly text: string;
  /** The form that the text was written from, or made. */
  readonly of: FormDefinition;
  readonly fault?: { readonly fault: I18nText; readonly line: number | undefined };
}

function goToLine(area: HTMLTextAreaElement | null, line: number): void {
  if (!area) return;
  const lines = area.value.split("\n");
  const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  area.focus();
  area.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
  area.scrollTop = (line - 8) * Number.parseFloat(getComputedStyle(area).lineHeight);
}

/**
 * The form as JSON, both ways: what is edited elsewhere shows here, what is
 * typed here and can be read becomes one step of the history. While it cannot,
 * the last good form is kept and the line is named.
 */
export function FormJson({ draft }: { readonly draft: Draft<FormDefinition> }): ReactNode {
  const { t } = useTranslation("editing");
  const { text } = useLocale();
  const { definition: form, run, stack } = draft;
  const [typed, setTyped] = useState<Typed>(() => ({ text: written(form), of: form }));
  const area = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLPreElement>(null);
  if (typed.of !== form) setTyped({ text: written(form), of: form }); // changed elsewhere: by an undo, or a step of the history
  useEffect(() => {
    if (typed.text === written(typed.of)) return undefined;
    const timer = setTimeout(() => {
      const read = readForm(typed.text, stack.present);
      if (!("form" in read)) return setTyped((now) => ({ ...now, fault: read }));
      const next = jsonEqual(read.form, stack.present) ? stack.present : read.form;
      setTyped({ text: typed.text, of: next });
      run({ title, mergeKey: "json", apply: () => next });
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [typed.text, typed.of, stack, run]);
  const { fault, line } = typed.fault ?? {};
  const lines = typed.text.split("\n").length;
  return (
    <div className="dz-json-view">
      <p className={fault ? "dz-json-fault" : "sl-meta dz-json-note"} role={fault ? "alert" : undefined}>
        {fault ? <>{line !== undefined && <button type="button" className="sl-link" onClick={() => goToLine(area.current, line)}>{t("json.line", { line })}</button>} {text(fault)}。{t("json.kept")}</> : t("json.hint")}
      </p>
      <div className="dz-json-edit">
        <pre ref={numbers} aria-hidden>{Array.from({ length: lines }, (_, at) => at + 1).join("\n")}</pre>
        <textarea ref={area} className="sl-mono" aria-label={t("json.label")} aria-invalid={fault !== undefined} spellCheck={false} wrap="off" value={typed.text} onChange={(event) => { const { value } = event.target; setTyped((now) => ({ text: value, of: now.of })); }}
          onBlur={() => stack.seal()} onScroll={(event) => { if (numbers.current) numbers.current.scrollTop = event.currentTarget.scrollTop; }} onKeyDown={(event) => { if (fault && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") event.nativeEvent.stopImmediatePropagation(); }} />
      </div>
    </div>
  );
}

import { type FieldKind, type FormDefinition, isObject, type JsonObject, messageOf } from "@safeloop/engine";
import { useLocale } from "@safeloop/web";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Draft } from "../app/useDraft.ts";
import { clipText } from "../clipboard/clip.ts";
import { type ClipMenu, useClipboard } from "../clipboard/useClipboard.ts";
import { copyFields } from "./clip/fieldClip.ts";
import { type FieldClipRead, readFieldClip } from "./clip/readFieldClip.ts";
import { placeAfter } from "./dropPlace.ts";
import { addField, type FieldPlace } from "./edits/addField.ts";
import { inOrder, moveFields, nudgeFields, removeFields, setRequiredOf } from "./edits/manyFields.ts";
import { clashOf, duplicateFields, pasteFields } from "./edits/pasteFields.ts";
import { focusField } from "./focusField.ts";
import { freshXid } from "./freshXid.ts";
import { newField } from "./newField.ts";
import type { Selection, SelectionActs } from "./useSelection.ts";

/** What may be done to the picked fields; the same for keys, menu, bar and buttons. */
export interface FormActs {
  readonly insert: (kind: FieldKind, place?: FieldPlace) => void;
  readonly duplicate: () => void;
  readonly nudge: (by: -1 | 1) => void;
  readonly remove: () => void;
  readonly require: (isRequired: boolean) => void;
  readonly moveTo: (section: string) => void;
  readonly clip: ClipMenu;
}

export interface FormActing {
  readonly acts: FormActs;
  /** Why the last paste was not taken, in words. */
  readonly refusal: string | undefined;
  readonly forget: () => void;
}

/** The field that stands where deleted ones stood: the next one, else the one before. */
export function neighbour(form: FormDefinition, gone: readonly string[]): string | undefined {
  const order = form.ui.sections.flatMap((section) => section.fields);
  const last = order.indexOf(inOrder(form, gone).at(-1) ?? "");
  return order.slice(last + 1).find((xid) => !gone.includes(xid)) ?? order.slice(0, Math.max(last, 0)).findLast((xid) => !gone.includes(xid));
}

function useRefusal(): (read: Exclude<FieldClipRead, { readonly clip: unknown }>) => string {
  const { t } = useTranslation("editing");
  const { locale } = useLocale();
  return (read) => (read.refused === "fields" && isObject(read) && "issue" in read ? t("paste.fields", { reason: messageOf(read.issue.code, read.issue.params, locale), code: read.issue.code }) : t(`paste.${read.refused}`));
}

/** Acts on the form, each one step of the history, with the focus where the work goes on. */
export function useFormActs({ definition: form, run }: Draft<FormDefinition>, { selected, picked, select, pickAll }: Selection & SelectionActs): FormActing {
  const { t } = useTranslation("editing");
  const [refusal, setRefusal] = useState<string>();
  const saying = useRefusal();
  const show = (xids: readonly string[]): void => {
    pickAll(xids);
    focusField(xids.at(-1));
  };
  const remove = (isCut: boolean): void => {
    const next = neighbour(form, picked);
    run(removeFields(picked, isCut));
    select(next);
    focusField(next);
  };
  const paste = (text: string): void => {
    const read = readFieldClip(text);
    if (!("clip" in read)) return setRefusal(saying(read));
    const clash = clashOf(read.clip, form);
    const place = placeAfter(form, picked.at(-1) ?? selected);
    if (clash !== undefined || !place) return setRefusal(t(place ? "paste.clash" : "paste.nowhere", { limit: clash }));
    const { edit, xids } = pasteFields(form, read.clip, place, freshXid);
    setRefusal(undefined);
    run(edit);
    show(xids);
  };
  const clip = useClipboard({
    copy: () => (picked.length === 0 ? undefined : clipText("fields", copyFields(form, picked) as unknown as JsonObject)),
    cut: () => remove(true),
    paste,
    denied: () => setRefusal(t("paste.denied")),
  });
  const acts: FormActs = {
    insert: (kind, place = placeAfter(form, selected)) => {
      if (!place) return;
      const field = newField(kind);
      run(addField(field, place));
      show([field.xid]);
    },
    duplicate: () => {
      const made = duplicateFields(form, picked, freshXid);
      if (!made) return;
      run(made.edit);
      show(made.xids);
    },
    nudge: (by) => { run(nudgeFields(picked, by)); focusField(selected); },
    remove: () => remove(false),
    require: (isRequired) => run(setRequiredOf(picked, isRequired)),
    moveTo: (section) => {
      const at = form.ui.sections.find((one) => one.id === section)?.fields.filter((xid) => !picked.includes(xid)).length ?? 0;
      run(moveFields(picked, { section, at }));
      focusField(selected);
    },
    clip,
  };
  return { acts, refusal, forget: useMemo(() => () => setRefusal(undefined), []) };
}

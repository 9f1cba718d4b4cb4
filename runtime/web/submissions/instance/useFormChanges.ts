import { type FieldAccessMap, formOf, type JsonObject, type SubmissionView } from "@safeloop/engine";
import { type RefObject, useRef } from "react";
import type { FormViewHandle } from "../../forms/FormView.tsx";
import { changedKeys } from "./changedKeys.ts";

export interface FormChanges {
  /** Goes to the FormView's `handle`. */
  readonly view: RefObject<FormViewHandle | null>;
  /** Goes to the FormView's `onSubmit`. */
  readonly onSubmit: (data: JsonObject) => void;
  /** What was changed; undefined while the form has faults, which it then shows. */
  readonly collect: () => JsonObject | undefined;
}

/** Reads what a person changed in the form of a submission, when a command is about to be sent. */
export function useFormChanges(submission: SubmissionView, access: FieldAccessMap): FormChanges {
  const view = useRef<FormViewHandle>(null);
  const clean = useRef<JsonObject>(undefined);
  const collect = (): JsonObject | undefined => {
    clean.current = undefined;
    view.current?.submit();
    return clean.current === undefined ? undefined : changedKeys(formOf(submission.form), access, submission.data, clean.current);
  };
  return { view, onSubmit: (data) => { clean.current = data; }, collect };
}

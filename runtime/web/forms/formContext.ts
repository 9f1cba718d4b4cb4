import type { CompiledForm, FactContext, FieldKind, FormDefinition } from "@safeloop/engine";
import { type ComponentType, createContext, useContext } from "react";
import type { FormServices } from "./services/formServices.ts";
import type { FormStore } from "./formStore.ts";
import type { WriteField } from "./useWriter.ts";
import type { FieldBoxProps, Widget } from "./widget.ts";

/** `fill` edits, `read` shows, `preview` edits without storing files. */
export type FormMode = "fill" | "read" | "preview";

export interface FormContextValue {
  readonly definition: FormDefinition;
  readonly form: CompiledForm;
  readonly mode: FormMode;
  readonly store: FormStore;
  readonly write: WriteField;
  readonly services: FormServices;
  readonly facts: FactContext;
  readonly zone: string | undefined;
  /** The running number, once there is one. */
  readonly number: string | undefined;
  /** Widgets that hold other fields (tables of rows) draw them with these. */
  readonly widgetOf: (kind: FieldKind) => Widget;
  readonly FieldBox: ComponentType<FieldBoxProps>;
}

export const FormContext = createContext<FormContextValue | null>(null);

/** The FormView a field lies in. Throws outside one. */
export function useFormContext(): FormContextValue {
  const value = useContext(FormContext);
  if (value === null) throw new Error("a form field was rendered outside FormView");
  return value;
}
